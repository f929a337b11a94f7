import type { FaultKind, FaultStage } from './faults.ts';

/**
 * Faults that a person can call by writing a mark into the prompt, e.g. "a lighthouse in a storm #lost".
 * The CLI prints this table as its help.
 */
export interface PromptMark {
  readonly stage: FaultStage;
  readonly kind: FaultKind;
  /** `always`: whenever this prompt is sent or its clip fetched. `once`: the first time, then all goes well. */
  readonly when: 'always' | 'once';
  readonly words: string;
}

export const promptMarks: Readonly<Record<string, PromptMark>> = {
  '#key': { stage: 'submit', kind: 'wrong-key', when: 'always', words: 'the key is refused' },
  '#balance': { stage: 'submit', kind: 'no-balance', when: 'always', words: 'the balance is used up' },
  '#moderation': { stage: 'submit', kind: 'moderation', when: 'always', words: 'the prompt is refused by the filter' },
  '#lost': {
    stage: 'submit',
    kind: 'reset-after-accept',
    when: 'always',
    words: 'taken and billed, but the connection breaks before the answer',
  },
  '#no-id': { stage: 'submit', kind: 'no-id', when: 'always', words: 'taken and billed, but the answer has no id' },
  '#cut': {
    stage: 'submit',
    kind: 'truncated',
    when: 'always',
    words: 'taken and billed, but half the answer is missing',
  },
  '#silence': {
    stage: 'submit',
    kind: 'timeout-after-accept',
    when: 'always',
    words: 'taken and billed, never answered',
  },
  '#429': { stage: 'submit', kind: 'rate-limit-wait', when: 'once', words: 'too many requests, with Retry-After' },
  '#500': { stage: 'submit', kind: 'error-500', when: 'always', words: 'the provider answers with its own error' },
  '#503': { stage: 'submit', kind: 'error-503', when: 'always', words: 'the provider is not available' },
  '#html': { stage: 'submit', kind: 'html', when: 'always', words: 'a gateway answers with a web page' },
  '#fail': { stage: 'poll', kind: 'failed', when: 'always', words: 'taken, then failed' },
  '#error': { stage: 'poll', kind: 'error', when: 'always', words: 'taken, then failed by a system error' },
  '#flagged': {
    stage: 'poll',
    kind: 'moderation',
    when: 'always',
    words: 'taken, then the finished clip is withheld by the filter',
  },
  '#late': { stage: 'poll', kind: 'not-visible', when: 'once', words: 'not visible at the first look' },
  '#odd': { stage: 'poll', kind: 'unknown-word', when: 'once', words: 'a status word that nobody documents' },
  '#no-url': { stage: 'poll', kind: 'no-url', when: 'always', words: 'finished, but without a link' },
  '#expired': { stage: 'download', kind: 'expired', when: 'once', words: 'the first link is dead, a fresh one works' },
  '#gone': { stage: 'download', kind: 'not-found', when: 'always', words: 'every link is dead' },
  '#page': { stage: 'download', kind: 'html', when: 'once', words: 'the first download is a web page' },
  '#short': { stage: 'download', kind: 'short', when: 'once', words: 'the first download ends too early' },
  '#reset': { stage: 'download', kind: 'reset', when: 'once', words: 'the first download breaks' },
  '#drip': { stage: 'download', kind: 'slow', when: 'always', words: 'a slow download' },
};

/** Makes the clip take ten times as long. */
export const slowMark = '#slow';

/** All marks in a prompt, as whole words. */
export function marksIn(prompt: string): PromptMark[] {
  const words = prompt.toLowerCase().split(/[\s,.;:!?]+/);
  return words.flatMap((word) => {
    const mark = Object.hasOwn(promptMarks, word) ? promptMarks[word] : undefined;
    return mark === undefined ? [] : [mark];
  });
}

export function isSlow(prompt: string): boolean {
  return prompt
    .toLowerCase()
    .split(/[\s,.;:!?]+/)
    .includes(slowMark);
}
