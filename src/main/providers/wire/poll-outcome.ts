import type { Charge, FailureKind } from '../../../shared/failure.ts';
import type { Remote } from '../../../shared/job.ts';
import { says, sentence, sentencesOf, type Sentence } from '../../../shared/sentence.ts';
import type { ProviderAnswer } from '../http.ts';
import type { PollContext, PollOutcome } from '../provider.ts';
import { kindOfText } from './classify.ts';
import {
  isGood,
  sentenceFor,
  sentenceForPoll,
  vendorFailure,
  type Answered,
  type VendorError,
} from './vendor-error.ts';

type Waiting = Extract<PollOutcome, { outcome: 'waiting' }>;

/** Looks after the first that says "done" without a link, before that counts as the end, and the time between them. */
const moreLooks = 3;
const moreLooksGapMs = 10_000;

/** What the poll counts between looks; kept in the remote, so that a restart does not begin anew. */
const counters = ['doneWithoutLink', 'troublesInARow'] as const;
type Counter = (typeof counters)[number];

/** Still in the making. Takes the counters back, since this look went well. */
export function waiting(
  remote: Remote,
  phase: Waiting['phase'],
  more: Omit<Waiting, 'outcome' | 'phase'> = {},
): Waiting {
  const { doneWithoutLink, troublesInARow, ...rest } = remote;
  const counted = doneWithoutLink !== undefined || troublesInARow !== undefined;
  return { outcome: 'waiting', phase, ...(counted && { remote: rest }), ...more };
}

/** One more of something in a row. */
export function counted(remote: Remote, counter: Counter): { count: number; remote: Remote } {
  const before = remote[counter];
  const count = (typeof before === 'number' ? before : 0) + 1;
  return { count, remote: { ...remote, [counter]: count } };
}

/** The vendor says "done" but gives no link: three more looks, then it is over, with the whole answer kept. */
export function doneWithoutLink(name: string, remote: Remote, answer: Answered): PollOutcome {
  const next = counted(remote, 'doneWithoutLink');
  if (next.count <= moreLooks) {
    return { outcome: 'waiting', phase: 'running', pollAfterMs: moreLooksGapMs, remote: next.remote };
  }
  const message = sentence(
    '{{provider}} says that the clip is done, but after {{looks}} looks there is still no link to it.',
    { provider: name, looks: next.count },
  );
  return { outcome: 'failed', failure: vendorFailure('provider-changed', message, 'poll', 'unknown', answer) };
}

/**
 * The vendor's verdict that there will be no clip.
 *
 * @param error the vendor's words; its kind is kept only where it explains a failed clip
 */
export function clipFailed(
  name: string,
  answer: Answered,
  error: Omit<VendorError, 'verdict'>,
  charged: Charge,
): PollOutcome {
  const told = error.kind === 'provider-failed' ? kindOfText(error.text ?? '') : error.kind;
  const kinds: readonly (FailureKind | undefined)[] = ['moderation', 'invalid-request', 'invalid-image', 'balance'];
  const kind = kinds.includes(told) && told !== undefined ? told : 'provider-failed';
  const failure = vendorFailure(kind, sentenceFor(kind, name, error), 'poll', charged, answer, {
    ...error,
    verdict: 'final',
  });
  return { outcome: 'failed', failure };
}

/** The vendor does not know the job: normal for a moment after the submit, and its verdict afterwards. */
export function notFound(
  name: string,
  remote: Remote,
  context: PollContext,
  answer: Answered,
  graceMs: number,
  error?: VendorError,
): PollOutcome {
  if (withinGrace(context, graceMs)) return waiting(remote, 'queued');
  const message = sentence(
    '{{provider}} no longer knows this clip. Look in its console whether it was made and charged.',
    { provider: name },
  );
  return { outcome: 'failed', failure: vendorFailure('provider-failed', message, 'poll', 'unknown', answer, error) };
}

export function withinGrace({ now, acceptedAt }: PollContext, graceMs: number): boolean {
  return now - acceptedAt < graceMs;
}

/**
 * No usable answer this time. Never a verdict: a key refused in the middle, a page of HTML or a server in trouble says
 * nothing about the clip.
 */
export function pollTrouble(
  name: string,
  answer: ProviderAnswer,
  error?: VendorError,
  advice?: Sentence,
): Extract<PollOutcome, { outcome: 'unclear' }> {
  const more = advice === undefined ? [] : [advice];
  if (answer.kind === 'no-answer') {
    const told = says(
      sentence('{{provider}} could not be asked about this clip.', { provider: name }),
      ...sentencesOf(answer.failure),
      ...more,
    );
    return { outcome: 'unclear', failure: { ...answer.failure, ...told, stage: 'poll', charged: 'unknown' } };
  }
  const kind = troubleKind(answer, error);
  const words = [sentenceForPoll(kind, name, answer.status), ...more];
  return { outcome: 'unclear', failure: vendorFailure(kind, words, 'poll', 'unknown', answer, error) };
}

function troubleKind(answer: Answered, error: VendorError | undefined): FailureKind {
  const { status } = answer;
  const told = error?.kind;
  if (told === 'key-rejected' || status === 401) return 'key-rejected';
  if (told === 'rate-limited' || status === 429) return 'rate-limited';
  if (told === 'not-permitted' || told === 'balance' || status === 402 || status === 403) return 'not-permitted';
  if (told === 'timeout' || status === 408 || status === 504) return 'timeout';
  if (status >= 500 || (isGood(answer) && told === 'provider-failed')) return 'network';
  return 'provider-changed';
}
