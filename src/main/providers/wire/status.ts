/** A vendor's status word, read. `unknown`: a word that nobody documented. */
export type StatusReading = 'queued' | 'running' | 'succeeded' | 'failed' | 'unknown';

type StatusWords = Readonly<Record<string, Exclude<StatusReading, 'unknown'>>>;

/** Words seen at the five providers and at MiniMax itself, lower case, with `_` between parts. */
const commonWords: StatusWords = {
  queued: 'queued',
  queueing: 'queued',
  in_queue: 'queued',
  waiting: 'queued',
  pending: 'queued',
  preparing: 'queued',
  submitted: 'queued',
  running: 'running',
  processing: 'running',
  in_progress: 'running',
  generating: 'running',
  active: 'running',
  succeed: 'succeeded',
  succeeded: 'succeeded',
  success: 'succeeded',
  complete: 'succeeded',
  completed: 'succeeded',
  finished: 'succeeded',
  fail: 'failed',
  failed: 'failed',
  failure: 'failed',
  error: 'failed',
  cancelled: 'failed',
  canceled: 'failed',
};

/** Reads a status word in any case. `additions` are words of one provider and win over the common ones. */
export function readStatus(word: unknown, additions: StatusWords = {}): StatusReading {
  if (typeof word !== 'string') return 'unknown';
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (Object.hasOwn(additions, plain)) return additions[plain] ?? 'unknown';
  return (Object.hasOwn(commonWords, plain) ? commonWords[plain] : undefined) ?? 'unknown';
}

/**
 * What to make of an answer in the end. A known word decides. An unknown one counts as success only with a link and
 * no error, as failure only with an error, and otherwise as "still running": never a guess that ends a paid job.
 */
export function settleStatus(
  reading: StatusReading,
  facts: { hasLink: boolean; hasError: boolean },
): Exclude<StatusReading, 'unknown'> {
  if (reading !== 'unknown') return reading;
  if (facts.hasError) return 'failed';
  return facts.hasLink ? 'succeeded' : 'running';
}
