import { z } from 'zod';
import { spendingQuestionSchema } from './budget.ts';
import { sentenceSchema } from './said.ts';
import { says, sentence, type Sentence } from './sentence.ts';

/**
 * A failure is a value, because classes survive neither wire. The kind decides what the engine does and what the
 * person is offered; the facts say what exactly happened.
 */

export const failureKinds = [
  'invalid-request',
  'invalid-image',
  'key-missing',
  'key-rejected',
  'not-permitted',
  'balance',
  'rate-limited',
  'moderation',
  'provider-failed',
  'provider-changed',
  'network',
  'timeout',
  'outcome-unknown',
  'output-expired',
  'confirm-spending',
  'disk',
  'internal',
] as const;
export const failureKindSchema = z.enum(failureKinds);
export type FailureKind = z.infer<typeof failureKindSchema>;

/** Whether this attempt cost money, as far as anybody can tell. */
export const chargeSchema = z.enum(['no', 'yes', 'unknown']);
export type Charge = z.infer<typeof chargeSchema>;

/** With `moderation`. `input`: the prompt or the picture, nobody says which. */
export const refusedPartSchema = z.enum(['prompt', 'picture', 'input', 'result']);
export type RefusedPart = z.infer<typeof refusedPartSchema>;

export const failureSchema = z.object({
  kind: failureKindSchema,
  /** One or two plain sentences of ours: what happened. Never a stack, never a key, never HTML. */
  message: z.string(),
  /** The same for translation; absent in records of older versions. */
  said: z.array(sentenceSchema).max(8).optional(),
  /** `upload`: at the person's own image host, before anything went to the provider. */
  stage: z.enum(['local', 'upload', 'submit', 'poll', 'download']).optional(),
  charged: chargeSchema.optional(),
  /** What the content filter refused, where the vendor tells. */
  refusedPart: refusedPartSchema.optional(),
  /** The vendor's own words, plain text, at most 2,000 characters. */
  vendorText: z.string().max(2000).optional(),
  /** The vendor's own code or status word, e.g. `used_up`, `ERROR`, `1026`. */
  vendorCode: z.string().max(200).optional(),
  httpStatus: z.number().int().optional(),
  /** What the vendor's support asks for, e.g. Ace Data Cloud's `trace_id`. */
  requestId: z.string().max(200).optional(),
  /** How long the provider asked us to wait, in milliseconds. */
  retryAfterMs: z.number().nonnegative().optional(),
  /** The proxy stood in the way, not the one who was called; nothing of the request has left. */
  proxy: z.literal(true).optional(),
  /** With `confirm-spending`: what is asked before anything is sent. */
  question: spendingQuestionSchema.optional(),
});
export type Failure = z.infer<typeof failureSchema>;

/** What the window offers first. */
export type FailureAct = 'fix' | 'open-settings' | 'open-billing' | 'edit' | 'wait' | 'retry' | 'decide' | 'report';

export interface Policy {
  /** May the engine poll or download again by itself? A paid submit is decided elsewhere: see `steps.ts`. */
  readonly retried: boolean;
  readonly act: FailureAct;
  readonly title: string;
  readonly advice: string;
}

/** One table feeds both the engine and the words on screen. */
export const policies: Record<FailureKind, Policy> = {
  'invalid-request': {
    retried: false,
    act: 'fix',
    title: 'The request was refused',
    advice: 'Change the settings that are named below and send it as a new clip.',
  },
  'invalid-image': {
    retried: false,
    act: 'fix',
    title: 'The picture was refused',
    advice: 'Choose another picture, or change its format or size, and send it as a new clip.',
  },
  'key-missing': {
    retried: true,
    act: 'open-settings',
    title: 'A key is missing',
    advice: 'Add the key of this provider in Settings. Nothing is lost meanwhile.',
  },
  'key-rejected': {
    retried: true,
    act: 'open-settings',
    title: 'The key was refused',
    advice: 'Check that the key is whole, that it belongs to this service and region, and that it is still valid.',
  },
  'not-permitted': {
    retried: true,
    act: 'open-settings',
    title: 'The account may not do this',
    advice: 'Look at the subscription or the permissions of this key in the provider’s console.',
  },
  balance: {
    retried: false,
    act: 'open-billing',
    title: 'Not enough balance',
    advice: 'Top up at the provider. The clip waits in the queue meanwhile; press Resume there to try again at once.',
  },
  'rate-limited': {
    retried: true,
    act: 'wait',
    title: 'The provider asks for a pause',
    advice: 'Conch waits as long as the provider asks and then goes on by itself.',
  },
  moderation: {
    retried: false,
    act: 'edit',
    title: 'The content filter refused it',
    advice: 'Change the prompt or the picture and send it as a new clip.',
  },
  'provider-failed': {
    retried: false,
    act: 'retry',
    title: 'The provider could not make this clip',
    advice: 'You can send it again as a new clip, here or at another provider.',
  },
  'provider-changed': {
    retried: true,
    act: 'report',
    title: 'The provider’s answer was not understood',
    advice: 'Copy the details and report them. A clip that the provider has taken can still be asked for.',
  },
  network: {
    retried: true,
    act: 'retry',
    title: 'The provider could not be reached',
    advice: 'Check the connection. Conch tries again by itself.',
  },
  timeout: {
    retried: true,
    act: 'retry',
    title: 'The provider did not answer in time',
    advice: 'Conch tries again by itself.',
  },
  'outcome-unknown': {
    retried: false,
    act: 'decide',
    title: 'Was this clip accepted?',
    advice: 'Look in the provider’s console before you send it again.',
  },
  'output-expired': {
    retried: false,
    act: 'retry',
    title: 'The link to the clip has died',
    advice: 'Download again asks the provider for a fresh link. That costs nothing.',
  },
  'confirm-spending': {
    retried: false,
    act: 'decide',
    title: 'More than you wanted to spend',
    advice: 'Nothing was sent. Look at the sum and confirm it, or send less.',
  },
  disk: {
    retried: true,
    act: 'wait',
    title: 'There is trouble with the disk',
    advice: 'Free some space or choose another folder. Nothing is lost meanwhile, and Conch goes on by itself.',
  },
  internal: {
    retried: false,
    act: 'report',
    title: 'Conch made a mistake',
    advice: 'Copy the details and report them. Nothing was sent twice.',
  },
};

/** A key, an account or its balance: Conch can only wait until a person has mended it. */
export function isForPerson({ kind }: Pick<Failure, 'kind'>): boolean {
  const { act } = policies[kind];
  return act === 'open-settings' || act === 'open-billing';
}

/** What to show and offer for one failure: its kind’s own words, unless it happened on the way or at the person's image host. */
export function policyOf({ kind, stage, proxy }: Pick<Failure, 'kind' | 'stage' | 'proxy'>): Policy {
  if (proxy === true) {
    return {
      ...policies[kind],
      act: 'open-settings',
      title: 'The proxy stands in the way',
      advice: 'Check the proxy in Settings, under Network. Nothing is lost meanwhile, and Conch goes on by itself.',
    };
  }
  if (stage !== 'upload') return policies[kind];
  return {
    ...policies[kind],
    title: 'The picture could not be uploaded',
    advice: 'Nothing was sent to the provider yet. Conch goes on by itself when your image host takes the picture.',
  };
}

/** Longest excerpt of a vendor's own words that is kept, in characters. */
const vendorTextLimit = 2000;

/**
 * Builds a failure; cuts the vendor's text to its limit so that a value can never fail its own schema.
 * `words`: our own sentences; a string cannot be translated and is for what is not ours.
 */
export function failure(
  kind: FailureKind,
  words: string | Sentence | readonly Sentence[],
  facts: Omit<Failure, 'kind' | 'message' | 'said'> = {},
): Failure {
  const told = typeof words === 'string' ? { message: words } : says(...[words].flat());
  const cut: Failure = { kind, ...told, ...facts };
  if (cut.vendorText !== undefined) cut.vendorText = cut.vendorText.slice(0, vendorTextLimit);
  if (cut.vendorCode !== undefined) cut.vendorCode = cut.vendorCode.slice(0, 200);
  if (cut.requestId !== undefined) cut.requestId = cut.requestId.slice(0, 200);
  return cut;
}

/** Lets a `Failure` travel through `throw` inside one process. It never crosses a wire; the value inside does. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(value: Failure) {
    super(value.message);
    this.name = 'FailureError';
    this.failure = value;
  }
}

/** Turns anything that was thrown into a failure value. Unknown errors become `internal` without their text or stack. */
export function failureFrom(thrown: unknown): Failure {
  if (thrown instanceof FailureError) return thrown.failure;
  return failure('internal', sentence('Something went wrong inside Conch.'), { stage: 'local' });
}
