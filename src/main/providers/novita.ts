/*
 * Novita, minimax-hailuo-02 page and task-result page, with its pages on error codes and balance; checked 2026-11-21.
 * - The first frame is `image_url` on one copy of the page and `image` on newer ones. A public address goes out under
 *   both names with the same value; the bytes of a picture go out under `image`, the only name that takes them.
 * - 1080P only at 6 s. The word of success is `TASK_STATUS_SUCCEED`.
 * - `video_url_ttl` is a number of seconds, as a text in the answers for videos.
 * - A missing key and an empty balance both come as 400: errors are read by `reason` first.
 * - The balance comes as numbers in texts. Its page, as read in a stored copy, counts in ten-thousandths of a dollar; no
 *   answer to a real account has shown it, so the number stands without a currency.
 * - HTTP 500 with `TASK_FAILED` is the verdict; every other 500 is trouble of the moment.
 * - `progress_percent` and `eta` may stay 0; 0 means unknown.
 */
import { z } from 'zod';
import type { ModelSpec } from '../../shared/model.ts';
import type { PriceRow } from '../../shared/price.ts';
import type { Output, Remote } from '../../shared/job.ts';
import { sentence } from '../../shared/sentence.ts';
import type { ProviderAnswer } from './http.ts';
import {
  defineProvider,
  type BalanceOutcome,
  type KeyTestOutcome,
  type PollContext,
  type PollOutcome,
  type ResolvedRequest,
  type SubmitContext,
  type SubmitOutcome,
} from './provider.ts';
import { balanceOutcome } from './wire/balance-outcome.ts';
import { asNumber, asText, isFacts, type Facts } from './wire/facts.ts';
import { readJobId } from './wire/job-id.ts';
import { keyTestOutcome } from './wire/key-test.ts';
import { expiryWithTtl } from './wire/link-expiry.ts';
import { minimaxPictureRules, promptMaxLength } from './wire/picture-rules.ts';
import { clipFailed, doneWithoutLink, notFound, pollTrouble, waiting, withinGrace } from './wire/poll-outcome.ts';
import { readStatus, settleStatus } from './wire/status.ts';
import { submitOutcome } from './wire/submit-outcome.ts';
import { errorBody, isGood, readEnvelope, type VendorError } from './wire/vendor-error.ts';
import { pickVideoUrl } from './wire/video-url.ts';

const name = 'Novita';
const submitPath = '/v3/async/minimax-hailuo-02';
const pollPath = '/v3/async/task-result';
const balancePath = '/openapi/v1/billing/balance/detail';
/** Long enough for a picture of 20 MB over a slow line; giving up early would leave a paid clip in doubt. */
const submitTimeoutMs = 300_000;
const graceMs = 60_000;
const linkLifeSeconds = 3600;

const models: [ModelSpec, ...ModelSpec[]] = [
  {
    id: 'minimax-hailuo-02',
    name: 'Hailuo 02',
    promptMaxLength,
    image: {
      ...minimaxPictureRules,
      types: ['image/jpeg', 'image/png'],
      use: 'optional',
      sources: ['file', 'url'],
      saferByUrl: true,
      warning:
        'Novita’s own pages disagree on how a picture is handed over, so look at the first clip before you make many.',
    },
    durations: [6, 10],
    resolutions: ['768P', '1080P'],
    refusedPairs: [{ durationSeconds: 10, resolution: '1080P' }],
    flags: { promptOptimizer: true },
    callbackUrl: false,
  },
];

/** What MiniMax itself asks (its list, read 2026-07-10). Novita's pages name no price of their own, so this is a guess. */
const priceFacts = {
  modelId: 'minimax-hailuo-02',
  currency: 'USD',
  asOf: '2026-07-10',
  source: 'MiniMax, price list',
  trust: 'low',
} as const;
const prices: PriceRow[] = [
  { ...priceFacts, durationSeconds: 6, resolution: '768P', amount: 0.28 },
  { ...priceFacts, durationSeconds: 10, resolution: '768P', amount: 0.56 },
  { ...priceFacts, durationSeconds: 6, resolution: '1080P', amount: 0.49 },
];

const resultSchema = z.looseObject({
  task: z.looseObject({
    status: z.unknown().optional(),
    reason: z.unknown().optional(),
    eta: z.unknown().optional(),
    progress_percent: z.unknown().optional(),
  }),
  videos: z
    .array(z.looseObject({ video_url: z.unknown().optional(), video_url_ttl: z.unknown().optional() }))
    .nullish()
    .catch(undefined),
});
const statusWords = {
  task_status_queued: 'queued',
  task_status_processing: 'running',
  task_status_succeed: 'succeeded',
  task_status_failed: 'failed',
} as const;
/** Some answers wrap the same thing in `data`. */
const answerSchema = z.union([resultSchema, z.looseObject({ data: resultSchema }).transform(({ data }) => data)]);
const balanceSchema = z.looseObject({ availableBalance: z.union([z.string(), z.number()]) });

function requestBody(request: ResolvedRequest): Facts {
  const { prompt, firstFrame, durationSeconds, resolution, promptOptimizer } = request;
  return {
    prompt,
    ...(firstFrame?.kind === 'data' && { image: firstFrame.dataUrl }),
    ...(firstFrame?.kind === 'url' && { image_url: firstFrame.url, image: firstFrame.url }),
    ...(durationSeconds !== undefined && { duration: durationSeconds }),
    ...(resolution !== undefined && { resolution }),
    ...(promptOptimizer !== undefined && { enable_prompt_expansion: promptOptimizer }),
  };
}

async function submit(request: ResolvedRequest, { http }: SubmitContext): Promise<SubmitOutcome> {
  const answer = await http.call({
    method: 'POST',
    path: submitPath,
    body: requestBody(request),
    timeoutMs: submitTimeoutMs,
  });
  const error = readError(answer);
  if (answer.kind === 'json' && isGood(answer) && error === undefined) {
    const id = readJobId(answer.json, 'task_id');
    if (id !== undefined) return { outcome: 'accepted', remote: { id } };
  }
  return submitOutcome(name, answer, error);
}

async function poll(remote: Remote, context: PollContext): Promise<PollOutcome> {
  const answer = await context.http.call({
    method: 'GET',
    path: `${pollPath}?task_id=${encodeURIComponent(remote.id)}`,
  });
  const error = readError(answer);
  if (answer.kind === 'no-answer') return pollTrouble(name, answer);
  if (error?.code === 'TASK_FAILED') return clipFailed(name, answer, error, 'unknown');
  if (error?.code === 'TASK_NOT_FOUND') return notFound(name, remote, context, answer, graceMs, error);
  if (answer.status === 404 && withinGrace(context, graceMs)) return waiting(remote, 'queued');
  const body =
    answer.kind === 'json' && isGood(answer) && error === undefined
      ? answerSchema.safeParse(answer.json).data
      : undefined;
  if (body === undefined) return pollTrouble(name, answer, error);

  const { task, videos } = body;
  const output = outputIn(videos ?? [], context.now);
  const word = asText(task.status);
  const reading = readStatus(word, statusWords);
  const status = settleStatus(reading, { hasLink: output !== undefined, hasError: asText(task.reason) !== undefined });
  if (status === 'failed') {
    const vendor = readEnvelope(answer, { reason: task.reason }, { code: word, requestId: remote.id });
    return clipFailed(name, answer, vendor, 'unknown');
  }
  if (status !== 'succeeded')
    return waiting(remote, status, { ...progressIn(task.progress_percent), ...etaIn(task.eta) });
  return output === undefined ? doneWithoutLink(name, remote, answer) : { outcome: 'succeeded', outputs: [output] };
}

function progressIn(value: unknown): { progressPercent?: number } {
  const percent = asNumber(value);
  return percent !== undefined && percent > 0 && percent <= 100 ? { progressPercent: percent } : {};
}

/** No clip takes a day: a figure beyond it is not believed. */
const longestEtaSeconds = 24 * 60 * 60;

function etaIn(value: unknown): { etaMs?: number } {
  const seconds = asNumber(value);
  return seconds !== undefined && seconds > 0 && seconds <= longestEtaSeconds ? { etaMs: seconds * 1000 } : {};
}

function outputIn(videos: { video_url?: unknown; video_url_ttl?: unknown }[], now: number): Output | undefined {
  const url = pickVideoUrl(videos);
  const video = videos.find(({ video_url }) => video_url === url);
  return url === undefined
    ? undefined
    : { url, expiresAt: expiryWithTtl(url, video?.video_url_ttl, now, linkLifeSeconds) };
}

async function testKey({ http }: SubmitContext): Promise<KeyTestOutcome> {
  const answer = await http.call({ method: 'GET', path: balancePath });
  const documented = answer.kind === 'json' && balanceSchema.safeParse(answer.json).success;
  // The unit of the balance is not known for sure, so no sum is shown.
  return keyTestOutcome(name, answer, readError(answer), documented ? sentence('The key works.') : undefined);
}

async function readBalance({ http }: SubmitContext): Promise<BalanceOutcome> {
  const answer = await http.call({ method: 'GET', path: balancePath });
  const body = answer.kind === 'json' ? balanceSchema.safeParse(answer.json).data : undefined;
  const amount = asNumber(body?.availableBalance);
  return balanceOutcome(name, answer, readError(answer), amount === undefined ? undefined : { amount, unit: 'own' });
}

const reasons: Readonly<Record<string, Pick<VendorError, 'kind' | 'verdict'>>> = {
  INVALID_REQUEST_BODY: { kind: 'invalid-request', verdict: 'final' },
  IMAGE_FILE_EXCEEDS_MAX_SIZE: { kind: 'invalid-image', verdict: 'final' },
  INVALID_IMAGE_FORMAT: { kind: 'invalid-image', verdict: 'final' },
  IMAGE_EXCEEDS_MAX_RESOLUTION: { kind: 'invalid-image', verdict: 'final' },
  INVALID_IMAGE_SIZE: { kind: 'invalid-image', verdict: 'final' },
  ILLEGAL_PROMPT: { kind: 'moderation', verdict: 'final' },
  ILLEGAL_IMAGE_CONTENT: { kind: 'moderation', verdict: 'final' },
  BILLING_BALANCE_NOT_ENOUGH: { kind: 'balance', verdict: 'final' },
  NOT_ENOUGH_BALANCE: { kind: 'balance', verdict: 'final' },
  MISSING_API_KEY: { kind: 'key-rejected', verdict: 'final' },
  INVALID_API_KEY: { kind: 'key-rejected', verdict: 'final' },
  API_NOT_ALLOWED: { kind: 'not-permitted', verdict: 'final' },
  NEED_REAL_NAME_VERIFY: { kind: 'not-permitted', verdict: 'final' },
  BILLING_AUTH_FAILED: { kind: 'not-permitted', verdict: 'final' },
  TASK_NOT_FOUND: { kind: 'provider-failed', verdict: 'final' },
  API_NOT_FOUND: { kind: 'provider-changed', verdict: 'final' },
  RATE_LIMIT_EXCEEDED: { kind: 'rate-limited', verdict: 'not-now' },
  CREATE_TASK_FAILED: { kind: 'provider-failed', verdict: 'unclear' },
  GET_RESULT_FAILED: { kind: 'provider-failed', verdict: 'unclear' },
  BILLING_FAILED: { kind: 'provider-failed', verdict: 'unclear' },
  TASK_FAILED: { kind: 'provider-failed', verdict: 'unclear' },
};

function readError(answer: ProviderAnswer): VendorError | undefined {
  const body = errorBody(
    answer,
    ({ reason, code, task }) => task === undefined && (asText(reason) !== undefined || (asNumber(code) ?? 0) >= 400),
  );
  if (body === undefined || answer.kind === 'no-answer') return undefined;
  const reason = asText(body['reason']);
  const known = reason !== undefined && Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  const metadata = body['metadata'];
  const requestId = isFacts(metadata) ? (asText(metadata['request_id']) ?? asText(metadata['trace_id'])) : undefined;
  return readEnvelope(answer, body, { code: reason ?? asText(body['code']), known, requestId });
}

export const novita = defineProvider({
  id: 'novita',
  name,
  origin: 'https://api.novita.ai',
  models,
  links: {
    keys: 'https://novita.ai/settings/key-management',
    console: 'https://novita.ai',
    billing: 'https://novita.ai',
    docs: 'https://novita.ai/docs/api-reference/model-apis-minimax-hailuo-02',
  },
  pace: {
    concurrentClips: 3,
    submitGapMs: 1000,
    firstPollMs: 8000,
    pollMs: 10_000,
    limits: [
      {
        what: 'sends-per-minute',
        most: 20,
        // So it is told and not enforced: what this model takes is learned.
        note: 'Published for the older MiniMax Video-01; this model is not in the list.',
        source: 'https://novita.ai/docs/guides/model-apis-rate-limits',
        checkedOn: '2026-11-21',
      },
    ],
  },
  chargeNote: 'Novita does not say whether a failed clip is charged.',
  prices,
  authorize: (key) => ({ Authorization: `Bearer ${key}` }),
  submit,
  poll,
  keyTest: { free: true, note: 'Asks for the balance, which costs nothing.', run: testKey },
  balance: { read: readBalance },
  lookup: { possible: false, why: 'Novita has no list of jobs to look in; its console may show them.' },
});
