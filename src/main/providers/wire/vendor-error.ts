import { failure, type Charge, type Failure, type FailureKind, type RefusedPart } from '../../../shared/failure.ts';
import { sentence, sentencesOf, type Sentence } from '../../../shared/sentence.ts';
import type { ProviderAnswer } from '../http.ts';
import { kindOfError, kindOfText } from './classify.ts';
import { readErrorText } from './error-text.ts';
import { asNumber, isFacts, type Facts } from './facts.ts';
import { findMinimaxCode, minimaxCode } from './minimax-codes.ts';
import { plainText } from './plain-text.ts';
import { refusedPart } from './refused-part.ts';

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
export function unreached(name: string, why: Failure): Sentence[] {
  if (why.kind === 'key-rejected') return sentencesOf(why);
  return [sentence('{{provider}} could not be reached.', { provider: name }), ...sentencesOf(why)];
}

/**
 * One plain sentence for each kind of refusal. A refused key names the three usual causes; a refused content what it was,
 * where the vendor's error tells.
 */
export function sentenceFor(kind: FailureKind, name: string, error?: Pick<VendorError, 'code' | 'text'>): Sentence {
  switch (kind) {
    case 'invalid-request':
      return sentence('{{provider}} refused the prompt or the settings of this request.', { provider: name });
    case 'invalid-image':
      return sentence('{{provider}} refused the picture.', { provider: name });
    case 'key-rejected':
      return sentence(
        '{{provider}} did not accept the key. It may be the wrong key, the key of another service, or the key of another region.',
        { provider: name },
      );
    case 'not-permitted':
      return sentence(
        '{{provider}} says that this key or account may not do this: the subscription does not allow it, or its quota is used up.',
        { provider: name },
      );
    case 'balance':
      return sentence('{{provider}} says that the balance or the quota is used up.', { provider: name });
    case 'rate-limited':
      return sentence('{{provider}} asks for a pause: too many requests.', { provider: name });
    case 'moderation':
      return moderationSentence(name, refusedPart(error?.code, error?.text));
    case 'timeout':
      return sentence('{{provider}} took too long for its own work.', { provider: name });
    case 'network':
      return sentence('{{provider}} could not be reached, or had trouble of its own.', { provider: name });
    case 'provider-changed':
      return sentence('{{provider}} answered in a way that Conch does not know.', { provider: name });
    default:
      return sentence('{{provider}} could not make this clip.', { provider: name });
  }
}

function moderationSentence(name: string, part: RefusedPart | undefined): Sentence {
  const values = { provider: name };
  switch (part) {
    case 'prompt':
      return sentence('The content filter of {{provider}} refused the prompt.', values);
    case 'picture':
      return sentence('The content filter of {{provider}} refused the picture.', values);
    case 'input':
      return sentence('The content filter of {{provider}} refused what was sent: the prompt, or the picture.', values);
    case 'result':
      return sentence('The content filter of {{provider}} withheld the finished clip.', values);
    case undefined:
      return sentence(
        'The content filter of {{provider}} refused the prompt, the picture or the finished clip.',
        values,
      );
  }
}

/** The same for a look at a clip, where the status says more than the kind does. */
export function sentenceForPoll(kind: FailureKind, name: string, status: number): Sentence {
  const values = { provider: name, status };
  switch (kind) {
    case 'network':
      return sentence('{{provider}} could not be reached, or had trouble of its own (HTTP {{status}}).', values);
    case 'provider-changed':
      return sentence('{{provider}} answered in a way that Conch does not know (HTTP {{status}}).', values);
    default:
      return sentenceFor(kind, name);
  }
}

/** A page of HTML says little after its first lines, in characters. */
const pageExcerptLength = 200;

/** Builds the failure of an answer: our sentence, the vendor's words, and whatever its support may ask for. */
export function vendorFailure(
  kind: FailureKind,
  words: Sentence | readonly Sentence[],
  stage: NonNullable<Failure['stage']>,
  charged: Charge,
  answer: Answered,
  error?: VendorError,
): Failure {
  const text = error?.text ?? (answer.kind === 'json' ? answer.text : answer.text.slice(0, pageExcerptLength));
  const requestId = error?.requestId;
  const part = kind === 'moderation' ? refusedPart(error?.code, error?.text) : undefined;
  return failure(kind, words, {
    stage,
    charged,
    httpStatus: answer.status,
    ...(part !== undefined && { refusedPart: part }),
    ...(text !== '' && { vendorText: text }),
    ...(error?.code !== undefined && { vendorCode: plainText(error.code, 200) }),
    ...(requestId !== undefined && { requestId: plainText(requestId, 200) }),
    ...(answer.retryAfterMs !== undefined && { retryAfterMs: answer.retryAfterMs }),
  });
}
