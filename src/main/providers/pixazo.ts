/*
 * Pixazo, "Hailuo AI API" (pixazo.ai/models/hailuo), section Hailuo v2.3; checked 2026-11-21.
 * - Two addresses: `/generate` from a prompt, `/imageToVideo` from a picture. There is no model field, and three rows of
 *   the table speak of 2.3-Fast only, so which variant runs is Pixazo's choice.
 * - No page forbids 10 s with 1080P, but the model behind it does: refused before it is paid for.
 * - Two words for failure: `ERROR` is documented as not charged, `FAILED` is not.
 * - `polling_url` may lie on another host; the address is built anew, so that the key stays here.
 * - The clip comes as `output.ext` of type octet-stream, in a list or as a text.
 * - Callbacks are described twice; the header is the recommended one and the only one sent.
 */
import { z } from 'zod';
import type { ModelSpec } from '../../shared/model.ts';
import type { Output, Remote } from '../../shared/job.ts';
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
import { clipFailed, doneWithoutLink, pollTrouble, waiting, withinGrace } from './wire/poll-outcome.ts';
import { readStatus, settleStatus, type StatusReading } from './wire/status.ts';
import { submitOutcome } from './wire/submit-outcome.ts';
import { errorBody, isGood, readEnvelope, type VendorError } from './wire/vendor-error.ts';
import { pickVideoUrl } from './wire/video-url.ts';

const name = 'Pixazo';
const textPath = '/minimax-hailuo-ai/v1/generate';
const picturePath = '/minimax-hailuo-ai/v1/imageToVideo';
const pollPath = '/v2/requests/status';
/** Long enough for a picture of 20 MB over a slow line; giving up early would leave a paid clip in doubt. */
const submitTimeoutMs = 300_000;
const graceMs = 60_000;

const models: [ModelSpec, ...ModelSpec[]] = [
  {
    id: 'hailuo-2.3',
    name: 'Hailuo 2.3',
    summary: 'The variant is chosen by Pixazo',
    promptMaxLength,
    image: { ...minimaxPictureRules, types: [...minimaxPictureRules.types], use: 'optional', sources: ['file', 'url'] },
    durations: [6, 10],
    resolutions: ['768P', '1080P'],
    refusedPairs: [{ durationSeconds: 10, resolution: '1080P' }],
    flags: { promptOptimizer: true, fastPretreatment: false, watermark: false },
    callbackUrl: true,
  },
];

const statusSchema = z.looseObject({
  status: z.unknown().optional(),
  error: z.unknown().optional(),
  output: z
    .union([z.looseObject({ media_url: z.unknown().optional() }), z.string()])
    .optional()
    .catch(undefined),
});

function requestBody(request: ResolvedRequest): Facts {
  const { prompt, firstFrame, durationSeconds, resolution, promptOptimizer, fastPretreatment, watermark } = request;
  return {
    prompt,
    ...(firstFrame && { first_frame_image: firstFrame.kind === 'url' ? firstFrame.url : firstFrame.dataUrl }),
    ...(durationSeconds !== undefined && { duration: durationSeconds }),
    ...(resolution !== undefined && { resolution }),
    ...(promptOptimizer !== undefined && { prompt_optimizer: promptOptimizer }),
    ...(fastPretreatment !== undefined && { fast_pretreatment: fastPretreatment }),
    ...(watermark !== undefined && { aigc_watermark: watermark }),
  };
}

async function submit(request: ResolvedRequest, { http }: SubmitContext): Promise<SubmitOutcome> {
  const { callbackUrl, firstFrame } = request;
  const answer = await http.call({
    method: 'POST',
    path: firstFrame === undefined ? textPath : picturePath,
    // As a URL spells itself: a header takes no letters beyond Latin-1.
    headers: { 'cache-control': 'no-cache', ...(callbackUrl && { 'x-webhook-url': new URL(callbackUrl).href }) },
    body: requestBody(request),
    timeoutMs: submitTimeoutMs,
  });
  const error = readError(answer);
  if (answer.kind === 'json' && isGood(answer)) {
    const id = readJobId(answer.json, 'request_id');
    const { status, output } = readAnswer(answer.json);
    // With an id and a known word the status address tells the rest, a failure with its charge included.
    if (id !== undefined && (error === undefined || status !== 'unknown')) {
      const outputs = status === 'succeeded' ? output : undefined;
      return { outcome: 'accepted', remote: { id }, ...(outputs && { outputs: [outputs] }) };
    }
  }
  return submitOutcome(name, answer, error);
}

async function poll(remote: Remote, context: PollContext): Promise<PollOutcome> {
  const answer = await context.http.call({ method: 'GET', path: `${pollPath}/${encodeURIComponent(remote.id)}` });
  if (answer.kind !== 'no-answer' && answer.status === 404 && withinGrace(context, graceMs))
    return waiting(remote, 'queued');
  const error = readError(answer);
  if (answer.kind !== 'json' || !isGood(answer) || !isFacts(answer.json)) return pollTrouble(name, answer, error);

  const { status: reading, word, output } = readAnswer(answer.json);
  // An error beside no known word and no id is about this look, not about the clip.
  if (error !== undefined && word === undefined && readJobId(answer.json, 'request_id') === undefined) {
    return pollTrouble(name, answer, error);
  }
  const status = settleStatus(reading, { hasLink: output !== undefined, hasError: error !== undefined });
  if (status === 'failed') {
    const vendor = error ?? readEnvelope(answer, answer.json, {});
    const charged = word?.toUpperCase() === 'ERROR' ? 'no' : 'unknown';
    return clipFailed(name, answer, { ...vendor, code: word ?? vendor.code, requestId: remote.id }, charged);
  }
  if (status !== 'succeeded') return waiting(remote, status);
  return output === undefined ? doneWithoutLink(name, remote, answer) : { outcome: 'succeeded', outputs: [output] };
}

function readAnswer(json: unknown): { status: StatusReading; word: string | undefined; output?: Output } {
  const body = statusSchema.safeParse(json).data;
  const url = pickVideoUrl(typeof body?.output === 'string' ? body.output : body?.output?.media_url);
  const facts = { status: readStatus(body?.status), word: asText(body?.status) };
  if (url === undefined) return facts;
  const expiresAt = expiryOfLink(url);
  return { ...facts, output: { url, ...(expiresAt !== undefined && { expiresAt }) } };
}

/** By Pixazo's own names, which stand in `error` beside a `message`. */
const names: Readonly<Record<string, Pick<VendorError, 'kind' | 'verdict'>>> = {
  'insufficient balance': { kind: 'balance', verdict: 'final' },
  'model not found': { kind: 'invalid-request', verdict: 'final' },
};

function readError(answer: ProviderAnswer): VendorError | undefined {
  const body = errorBody(answer, ({ error }) => Boolean(error));
  if (body === undefined || answer.kind === 'no-answer') return undefined;
  const title = asText(body['error']);
  const known =
    title !== undefined && Object.hasOwn(names, title.toLowerCase()) ? names[title.toLowerCase()] : undefined;
  const code = known === undefined ? asText(body['statusCode']) : title;
  return readEnvelope(answer, body, { code, known, requestId: asText(body['request_id']) });
}

export const pixazo = defineProvider({
  id: 'pixazo',
  name,
  origin: 'https://gateway.pixazo.ai',
  models,
  links: {
    keys: 'https://api.pixazo.ai',
    console: 'https://api.pixazo.ai',
    billing: 'https://api.pixazo.ai',
    docs: 'https://www.pixazo.ai/models/hailuo',
  },
  // No limit is published (searched 2026-11-21): what it takes is learned.
  pace: { concurrentClips: 3, submitGapMs: 1000, firstPollMs: 8000, pollMs: 10_000, limits: [] },
  chargeNote: 'Pixazo does not charge for a clip that ends in ERROR; it does not say so of one that ends in FAILED.',
  // Its rates stand in the account's own console only.
  prices: [],
  authorize: (key) => ({ 'Ocp-Apim-Subscription-Key': key }),
  submit,
  poll,
  keyTest: { free: false, note: 'Pixazo has no free call that only tries a key, so the first clip tries it.' },
  lookup: {
    possible: false,
    why: 'Pixazo can be asked about a job only by its id, and documents no list of jobs.',
  },
});
