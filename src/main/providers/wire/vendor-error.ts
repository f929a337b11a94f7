import { failure, type Charge, type Failure, type FailureKind } from '../../../shared/failure.ts';
import type { ProviderAnswer } from '../http.ts';
import { kindOfError, kindOfText } from './classify.ts';
import { readErrorText } from './error-text.ts';
import { asNumber, isFacts, type Facts } from './facts.ts';
import { findMinimaxCode, minimaxCode } from './minimax-codes.ts';
import { plainText } from './plain-text.ts';

/** An error that the vendor put into its own documented envelope, as its adapter reads it. */
export interface VendorError {
  readonly kind: FailureKind;
  /** What the vendor's code says of a submit. `final`: refused. `not-now`: not taken, later is fine. `unclear`: it stumbled. */
  readonly verdict: 'final' | 'not-now' | 'unclear';
  readonly code?: string | undefined;
  readonly text?: string | undefined;
  readonly requestId?: string | undefined;
}

export type Answered = Exclude<ProviderAnswer, { kind: 'no-answer' }>;

export function isGood(answer: Answered): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/**
 * The vendor's error envelope, or undefined. In an answer of the 2xx range only the vendor's own mark of an error counts,
 * since `message` and the like also stand in good answers; with an error status any object with error words does.
 */
export function errorBody(answer: ProviderAnswer, isMarked: (body: Facts) => boolean): Facts | undefined {
  if (answer.kind !== 'json' || !isFacts(answer.json)) return undefined;
  const body = answer.json;
  if (isMarked(body)) return body;
  return answer.status >= 400 && readErrorText(body) !== undefined ? body : undefined;
}

/** Kinds that a text may sharpen: "bad request" that speaks of the content filter is a matter of the content filter. */
const broadKinds: readonly FailureKind[] = ['invalid-request', 'not-permitted', 'provider-failed'];

/**
 * Reads an error envelope: by the vendor's code where the adapter knows it, else by a MiniMax code inside the text, else
 * by the HTTP status. An unknown error inside a good answer stays `unclear`.
 */
export function readEnvelope(
  answer: Answered,
  body: Facts,
  facts: {
    code?: string | undefined;
    known?: Pick<VendorError, 'kind' | 'verdict'> | undefined;
    requestId?: string | undefined;
  },
): VendorError {
  const text = readErrorText(body);
  const innerCode = findMinimaxCode(text ?? '');
  const inner = minimaxCode(innerCode);
  const kind = facts.known?.kind ?? kindOfError(statusOf(answer, body), text ?? '');
  const sharper = broadKinds.includes(kind) ? kindOfText(text ?? '') : undefined;
  const verdict = facts.known?.verdict ?? inner?.verdict ?? (isGood(answer) ? 'unclear' : 'final');
  return {
    kind: sharper ?? kind,
    verdict: inner?.verdict === 'unclear' ? 'unclear' : verdict,
    code: facts.code ?? innerCode,
    text,
    requestId: facts.requestId,
  };
}

/** A gateway may put the real status into the body of a good answer. */
export function statusOf(answer: Answered, body: Facts): number {
  const inner = asNumber(body['statusCode']) ?? 0;
  return isGood(answer) && inner >= 400 ? inner : answer.status;
}

/** Our sentence for a call that brought no answer. A key that cannot be sent is no trouble of the network. */
export function unreached(name: string, why: Failure): string {
  return why.kind === 'key-rejected' ? why.message : `${name} could not be reached. ${why.message}`;
}

/** One plain sentence for each kind of refusal. A refused key names the three usual causes. */
export function sentenceFor(kind: FailureKind, name: string): string {
  switch (kind) {
    case 'invalid-request':
      return `${name} refused the prompt or the settings of this request.`;
    case 'invalid-image':
      return `${name} refused the picture.`;
    case 'key-rejected':
      return `${name} did not accept the key. It may be the wrong key, the key of another service, or the key of another region.`;
    case 'not-permitted':
      return `${name} says that this key or account may not do this: the subscription does not allow it, or its quota is used up.`;
    case 'balance':
      return `${name} says that the balance or the quota is used up.`;
    case 'rate-limited':
      return `${name} asks for a pause: too many requests.`;
    case 'moderation':
      return `The content filter of ${name} refused the prompt, the picture or the finished clip.`;
    case 'timeout':
      return `${name} took too long for its own work.`;
    case 'network':
      return `${name} could not be reached, or had trouble of its own.`;
    case 'provider-changed':
      return `${name} answered in a way that Conch does not know.`;
    default:
      return `${name} could not make this clip.`;
  }
}

/** A page of HTML says little after its first lines, in characters. */
const pageExcerptLength = 200;

/** Builds the failure of an answer: our sentence, the vendor's words, and whatever its support may ask for. */
export function vendorFailure(
  kind: FailureKind,
  message: string,
  stage: NonNullable<Failure['stage']>,
  charged: Charge,
  answer: Answered,
  error?: VendorError,
): Failure {
  const text = error?.text ?? (answer.kind === 'json' ? answer.text : answer.text.slice(0, pageExcerptLength));
  const requestId = error?.requestId;
  return failure(kind, message, {
    stage,
    charged,
    httpStatus: answer.status,
    ...(text !== '' && { vendorText: text }),
    ...(error?.code !== undefined && { vendorCode: plainText(error.code, 200) }),
    ...(requestId !== undefined && { requestId: plainText(requestId, 200) }),
    ...(answer.retryAfterMs !== undefined && { retryAfterMs: answer.retryAfterMs }),
  });
}
