import { randomUUID } from 'node:crypto';
import { flag, oneOf, optional, problemWith, required, sizeOf, sizeProblem, text, textOf } from '../fields.ts';
import { isPictureProblem, readPicture } from '../picture.ts';
import { bearerKey, hasNoCallbackHeader, hasNoQuery, onlyIdInQuery, refuse, uuidFrom } from './wire-customs.ts';
import type { Answer, Call, Fields, JobView, Order, Refusal, Vendor } from '../vendor.ts';

/**
 * AI/ML API, "hailuo-02" on the documented path (checked 2026-11-21).
 * Quirks: the poll goes to the submit's own path; 201 on submit; a `video.url` may stand beside a word that is not
 * final; ids are digits in a string; `statusCode` in errors may be a string.
 */

const generationPath = '/v2/generate/video/minimax/generation';
const billingPath = '/v2/billing';

const orderFields: Fields = {
  model: required(oneOf('minimax/hailuo-02')),
  prompt: required(text(1, 2000)),
  prompt_optimizer: optional(flag),
  first_frame_image: optional((value) => (typeof value === 'string' ? undefined : 'must be a string')),
  duration: optional(oneOf(6, 10)),
  resolution: optional(oneOf('768P', '1080P')),
};

const pictureRules = { formats: ['image/jpeg', 'image/png'], limitIncluded: true, ratioExclusive: true } as const;

function error(status: number, message: string, path: string, details?: object): Answer {
  return {
    status,
    body: {
      message,
      ...details,
      path,
      requestId: randomUUID(),
      statusCode: status === 429 ? String(status) : status,
      timestamp: new Date().toISOString(),
    },
  };
}

function invalid(words: string, call: Call): Answer {
  const [field = ''] = words.split(':');
  return error(400, 'Body validation error', call.path, { details: [{ path: field, message: words }] });
}

function readOrder(call: Call): Order | Refusal {
  const { body } = call;
  const problem = hasNoQuery(call) ?? hasNoCallbackHeader(call) ?? problemWith(body, orderFields) ?? sizeProblem(body);
  if (problem !== undefined) return refuse(invalid(problem, call), problem);
  const order = { prompt: textOf(body, 'prompt') ?? '', model: 'minimax/hailuo-02', heldOpen: false, ...sizeOf(body) };
  const image = textOf(body, 'first_frame_image');
  if (image === undefined) return order;
  const picture = readPicture(image, pictureRules);
  if (!isPictureProblem(picture)) return { ...order, picture };
  const words = `first_frame_image: ${picture.words}`;
  return refuse(invalid(words, call), words);
}

function readPoll(call: Call): { jobIds: readonly string[] } | Refusal {
  const read = onlyIdInQuery(call, 'generation_id');
  if ('id' in read) return { jobIds: [read.id] };
  return refuse(error(400, 'Query validation error', call.path), read.problem);
}

/**
 * Published run logs put 588,000 credits (0.294 USD) on 6 s at 768P; the other two sizes follow the model's list price.
 * Simulated money, but in the true shape and order.
 */
function creditsOf(order: Order): number {
  if (order.durationSeconds === 10) return 1_176_000;
  return order.resolution === '1080P' ? 1_029_000 : 588_000;
}

/** "1 USD = 2,000,000 credits". */
function dollarsFor(order: Order): number {
  return creditsOf(order) / 2_000_000;
}

function polledBody(view: JobView): object {
  const { job } = view;
  // The documented sample shows a url beside "queued": a trap that the running job keeps alive.
  const waiting = { id: job.id, video: { url: `${view.origin}/not-yet.mp4` }, error: null };
  if (view.unknownWord) return { ...waiting, status: 'archiving' };
  if (view.phase === 'queued') return { ...waiting, status: 'queued' };
  if (view.phase === 'running') return { ...waiting, status: view.progressPercent < 50 ? 'generating' : 'active' };
  if (job.verdict === 'succeeded') {
    const video = view.clipUrl === undefined ? null : { url: view.clipUrl, duration: job.order.durationSeconds };
    return { id: job.id, status: 'completed', video, error: null };
  }
  const message = job.verdict === 'moderation' ? 'output new_sensitive (1027)' : 'Video generation failed';
  return { id: job.id, status: 'error', video: null, error: { name: 'GenerationError', message } };
}

export const aimlapi: Vendor = {
  id: 'aimlapi',
  stageOf(method, path) {
    if (path === generationPath && method === 'POST') return 'submit';
    if (path === generationPath && method === 'GET') return 'poll';
    return path === billingPath && method === 'GET' ? 'account' : undefined;
  },
  keyOf: bearerKey,
  envelopes: {
    invalid,
    missingKey: (call) => error(401, 'Unauthorized: the API key is missing', call.path),
    wrongKey: (call) => error(401, 'Unauthorized: the API key is invalid', call.path),
    noBalance: (call) => error(403, 'You have run out of credits. Please top up your balance to continue.', call.path),
    moderation: (call) => error(400, 'input new_sensitive (1026)', call.path),
    rateLimited: (call) => error(429, 'Too Many Requests', call.path),
    serverError: (call) => error(500, 'Internal server error', call.path),
    unavailable: (call) => error(503, 'The model is under maintenance', call.path),
    noSuchPath: (call) => error(404, `Cannot ${call.method} ${call.path}`, call.path),
    noSuchJob: (call) => error(404, 'Generation not found', call.path),
  },
  readOrder,
  newJobId: (random) =>
    BigInt(`0x${random().replaceAll('-', '').slice(0, 13)}`)
      .toString()
      .padStart(15, '2'),
  accepted({ job }) {
    const credits = creditsOf(job.order);
    return {
      status: 201,
      body: { generation_id: job.id, status: 'queued', meta: { usage: { tokens_used: credits } } },
      headers: {
        'x-inference-id': randomUUID(),
        'x-aimlapi-credits-used': String(credits),
        'x-aimlapi-usd-spent': String(dollarsFor(job.order)),
      },
    };
  },
  acceptedWithoutId: () => ({ status: 201, body: { status: 'queued', meta: { usage: { tokens_used: 1 } } } }),
  readPoll,
  polled: ([view]) => ({ status: 200, body: view === undefined ? {} : polledBody(view) }),
  account: (dollars) => ({ status: 200, body: { current_balance: dollars, currency: 'USD' } }),
  // Charges post once a clip is completed (AI/ML API, request tracing and cost).
  chargesAt: 'completion',
  linkTarget({ nonce, expiresAt }) {
    const signature = encodeURIComponent(Buffer.from(nonce, 'hex').subarray(0, 20).toString('base64'));
    const expires = Math.floor(expiresAt / 1000);
    return `/generations/hedgehog/${uuidFrom(nonce)}.mp4?Expires=${expires}&OSSAccessKeyId=LTAI5tSimulated&Signature=${signature}`;
  },
  signedLinks: true,
  clipType: 'video/mp4',
  dollarsFor,
  // "Failed requests are never charged" (AI/ML API, request tracing and cost).
  refunds: (verdict) => verdict !== 'succeeded',
};
