/*
 * Ace Data Cloud, "Hailuo Videos Generation API Integration Instructions" and its OpenAPI page; checked 2026-11-21.
 * - `model` has a default in one place and is required in another: always sent. It alone chooses text or picture.
 * - A picture is a public address; base64 is refused.
 * - `async: true` answers at once with a task id. A server that ignores it holds the call open for 1–2 minutes and then
 *   answers with the finished clip, which is taken as well.
 * - The task has no status field, and two shapes: `{response: {success, data}}` and `{task: {status, content}}`.
 * - `token_mismatched` comes with 400 or 401; 403 means balance, a blocked application or the content filter: by code only.
 */
import { z } from 'zod';
import type { ModelSpec } from '../../shared/model.ts';
import type { Output, Remote } from '../../shared/job.ts';
import { sentence } from '../../shared/sentence.ts';
import type { ProviderAnswer } from './http.ts';
import {
  defineProvider,
  type PollContext,
  type PollOutcome,
  type ResolvedRequest,
  type SubmitContext,
  type SubmitOutcome,
} from './provider.ts';
import { asText, isFacts, type Facts } from './wire/facts.ts';
import { readJobId } from './wire/job-id.ts';
import { expiryOfLink } from './wire/link-expiry.ts';
import { minimaxPictureRules, promptMaxLength } from './wire/picture-rules.ts';
import { clipFailed, doneWithoutLink, notFound, pollTrouble, waiting, withinGrace } from './wire/poll-outcome.ts';
import { readStatus, settleStatus } from './wire/status.ts';
import { refusedLocally, submitOutcome } from './wire/submit-outcome.ts';
import { errorBody, isGood, readEnvelope, type VendorError } from './wire/vendor-error.ts';
import { pickVideoUrl } from './wire/video-url.ts';

const name = 'Ace Data Cloud';
/** The call may be held open until the clip is finished; giving up early would leave a paid clip in doubt. */
const submitTimeoutMs = 330_000;
/** A task may not be visible at once. */
const graceMs = 60_000;

const plain = { promptMaxLength, durations: [], resolutions: [], refusedPairs: [], flags: {}, callbackUrl: true };
const image: ModelSpec['image'] = {
  ...minimaxPictureRules,
  types: [...minimaxPictureRules.types],
  use: 'required',
  sources: ['url'],
};

const models: [ModelSpec, ...ModelSpec[]] = [
  { id: 'minimax-t2v', name: 'Hailuo text to video', summary: 'From a prompt alone', ...plain },
  { id: 'minimax-i2v', name: 'Hailuo image to video', summary: 'From a public picture address', image, ...plain },
  {
    id: 'minimax-i2v-director',
    name: 'Hailuo director',
    summary: 'From a picture, follows camera moves',
    image,
    ...plain,
  },
];

const clipSchema = z.looseObject({ video_url: z.unknown().optional(), state: z.unknown().optional() });
const clipsSchema = z.union([z.array(clipSchema), clipSchema.transform((clip) => [clip])]).catch([]);
const responseSchema = z.looseObject({
  success: z.unknown().optional(),
  data: clipsSchema.optional(),
  error: z.unknown().optional(),
  status: z.unknown().optional(),
});

function requestBody(request: ResolvedRequest): Facts {
  const { modelId: model, prompt, firstFrame, callbackUrl } = request;
  return {
    action: 'generate',
    model,
    prompt,
    ...(firstFrame?.kind === 'url' && { first_image_url: firstFrame.url }),
    async: true,
    ...(callbackUrl && { callback_url: callbackUrl }),
  };
}

async function submit(request: ResolvedRequest, { http }: SubmitContext): Promise<SubmitOutcome> {
  const takesPicture = models.find(({ id }) => id === request.modelId)?.image !== undefined;
  if (request.firstFrame?.kind === 'data') {
    return refusedLocally(
      'invalid-image',
      sentence('{{provider}} fetches the picture itself and takes no file, only a public https address.', {
        provider: name,
      }),
    );
  }
  if (takesPicture !== (request.firstFrame !== undefined)) {
    const why = takesPicture ? sentence('This model needs a first frame.') : sentence('This model takes no picture.');
    return refusedLocally('invalid-image', [
      why,
      sentence('Choose another model of {{provider}}, or change the first frame.', { provider: name }),
    ]);
  }
  const answer = await http.call({
    method: 'POST',
    path: '/hailuo/videos',
    body: requestBody(request),
    timeoutMs: submitTimeoutMs,
  });
  const error = readError(answer);
  if (answer.kind === 'json' && isGood(answer) && error === undefined) {
    const finished = responseSchema.safeParse(answer.json).data;
    const url = pickVideoUrl(finished?.data);
    // A finished clip is never thrown away for want of a task id.
    const id =
      readJobId(answer.json, 'task_id') ?? (url === undefined ? undefined : readJobId(finished?.data?.[0], 'id'));
    if (id !== undefined)
      return { outcome: 'accepted', remote: { id }, ...(url !== undefined && { outputs: [output(url)] }) };
  }
  return submitOutcome(name, answer, error);
}

async function poll(remote: Remote, context: PollContext): Promise<PollOutcome> {
  const body = { id: remote.id, action: 'retrieve' };
  const answer = await context.http.call({ method: 'POST', path: '/hailuo/tasks', body });
  const error = readError(answer);
  if (answer.kind === 'no-answer') return pollTrouble(name, answer);
  if (answer.status === 404 && error?.code !== 'no_api' && (error !== undefined || withinGrace(context, graceMs))) {
    return notFound(name, remote, context, answer, graceMs, error);
  }
  if (answer.kind === 'not-json' || !isGood(answer) || !isFacts(answer.json)) return pollTrouble(name, answer, error);
  // Without a task id the error is about this look; with one it is the record of the job.
  if (error !== undefined && readJobId(answer.json, 'task_id') === undefined) return pollTrouble(name, answer, error);

  const record = recordIn(answer.json, remote.id);
  if (Object.keys(record).length === 0) return notFound(name, remote, context, answer, graceMs);
  const response = responseSchema.safeParse(record['response'] ?? record).data ?? {};
  const content = record['content'];
  const url = pickVideoUrl(response.data, isFacts(content) ? content['url'] : undefined);
  const hasError = Boolean(response.error) || Boolean(record['error']) || response.success === false;
  const word = response.data?.[0]?.state ?? response.status ?? record['status'];
  const reading = readStatus(word);
  const status = hasError ? 'failed' : settleStatus(reading, { hasLink: url !== undefined, hasError });
  const ended = record['finished_at'] !== undefined && record['finished_at'] !== null;
  if (status === 'failed') {
    const vendor = readEnvelope(answer, { ...response, error: response.error ?? record['error'] }, readCode(response));
    return clipFailed(name, answer, { ...vendor, requestId: vendor.requestId ?? asText(record['trace_id']) }, 'no');
  }
  if (status === 'succeeded' && url !== undefined) return { outcome: 'succeeded', outputs: [output(url)] };
  if (status === 'succeeded' || ended) return doneWithoutLink(name, remote, answer);
  // No word and no `started_at` is how a task in the queue looks.
  const started = status === 'running' && (asText(word) !== undefined || Boolean(record['started_at']));
  return waiting(remote, started ? 'running' : 'queued');
}

/** The task in an answer of either shape, alone or in a list; empty where the answer holds none. */
function recordIn(json: Facts, id: string): Facts {
  if (!Array.isArray(json['items'])) return isFacts(json['task']) ? json['task'] : json;
  const items = json['items'].filter(isFacts).map((item) => (isFacts(item['task']) ? item['task'] : item));
  return items.find((item) => [item['id'], item['task_id']].some((other) => asText(other) === id)) ?? {};
}

function output(url: string): Output {
  const expiresAt = expiryOfLink(url);
  return { url, ...(expiresAt !== undefined && { expiresAt }) };
}

const codes: Readonly<Record<string, Pick<VendorError, 'kind' | 'verdict'>>> = {
  bad_request: { kind: 'invalid-request', verdict: 'final' },
  api_not_implemented: { kind: 'invalid-request', verdict: 'final' },
  no_token: { kind: 'key-rejected', verdict: 'final' },
  token_mismatched: { kind: 'key-rejected', verdict: 'final' },
  invalid_token: { kind: 'key-rejected', verdict: 'final' },
  token_expired: { kind: 'key-rejected', verdict: 'final' },
  used_up: { kind: 'balance', verdict: 'final' },
  disabled: { kind: 'not-permitted', verdict: 'final' },
  forbidden: { kind: 'moderation', verdict: 'final' },
  no_api: { kind: 'provider-changed', verdict: 'final' },
  too_many_requests: { kind: 'rate-limited', verdict: 'not-now' },
  api_error: { kind: 'provider-failed', verdict: 'unclear' },
  timeout: { kind: 'timeout', verdict: 'unclear' },
};

function readError(answer: ProviderAnswer): VendorError | undefined {
  const body = errorBody(answer, ({ error, success }) => Boolean(error) || success === false);
  return body === undefined || answer.kind === 'no-answer' ? undefined : readEnvelope(answer, body, readCode(body));
}

function readCode({
  error,
  trace_id,
  task_id,
}: Facts): Pick<VendorError, 'code' | 'requestId'> & { known?: (typeof codes)[string] } {
  const code = isFacts(error) ? asText(error['code']) : undefined;
  const known = code !== undefined && Object.hasOwn(codes, code) ? codes[code] : undefined;
  return { code, requestId: asText(trace_id) ?? asText(task_id), ...(known && { known }) };
}

export const acedata = defineProvider({
  id: 'acedata',
  name,
  origin: 'https://api.acedata.cloud',
  models,
  links: {
    keys: 'https://platform.acedata.cloud',
    console: 'https://platform.acedata.cloud',
    billing: 'https://platform.acedata.cloud',
    docs: 'https://docs.acedata.cloud',
  },
  pace: {
    concurrentClips: 3,
    submitGapMs: 1000,
    firstPollMs: 8000,
    pollMs: 10_000,
    limits: [
      {
        what: 'looks-per-minute',
        most: 60,
        note: 'Asking more than once a second is answered with 429. No limit for sending is published.',
        source: 'https://github.com/AceDataCloud/Docs/blob/main/concepts/async-tasks.mdx',
        checkedOn: '2026-11-21',
      },
    ],
  },
  chargeNote: 'Ace Data Cloud says that failed, timed-out and filtered clips are not charged.',
  // Its price page names other models than the address takes and a price per second, while the clips have no length to choose.
  prices: [],
  authorize: (key) => ({ Authorization: `Bearer ${key}` }),
  submit,
  poll,
  keyTest: { free: false, note: 'Ace Data Cloud has no free call that only tries a key, so the first clip tries it.' },
  lookup: {
    possible: false,
    why: 'Ace Data Cloud can be asked about a job only by its id; its console may show it.',
  },
});
