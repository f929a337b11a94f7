import {
  flag,
  oneOf,
  optional,
  problemWith,
  callbackAddress,
  required,
  sizeOf,
  sizeProblem,
  text,
  textOf,
} from '../fields.ts';
import { isPictureProblem, readPicture } from '../picture.ts';
import { hasNoQuery, refuse, subscriptionKey } from './wire-customs.ts';
import type { Answer, Call, Fields, JobView, Order, Refusal, Vendor } from '../vendor.ts';

/**
 * Pixazo, "Hailuo AI API", Hailuo v2.3 (checked 2026-11-21).
 * Quirks: two submit paths; 202 on submit; FAILED and ERROR are two words; a refusal by the filter has no code of its
 * own and comes as FAILED; the clip is called `output.ext` and served as octet-stream. No callback is ever made.
 */

const prefix = '/minimax-hailuo-ai/v1';
const statusPath = '/v2/requests/status/';

const textFields: Fields = {
  prompt: required(text(1, 2000)),
  duration: optional(oneOf(6, 10)),
  resolution: optional(oneOf('768P', '1080P')),
  prompt_optimizer: optional(flag),
  fast_pretreatment: optional(flag),
  callback_url: optional(callbackAddress),
  aigc_watermark: optional(flag),
};
const imageFields: Fields = {
  ...textFields,
  first_frame_image: required((value) => (typeof value === 'string' ? undefined : 'must be a string')),
};

const pictureRules = {
  formats: ['image/jpeg', 'image/png', 'image/webp'],
  limitIncluded: false,
  ratioExclusive: false,
} as const;

function error(status: number, title: string, message: string): Answer {
  return { status, body: { error: title, message } };
}

function invalid(words: string): Answer {
  return error(400, 'Bad Request', words);
}

function readOrder(call: Call): Order | Refusal {
  const { body, headers } = call;
  const withImage = call.path === `${prefix}/imageToVideo`;
  const webhook = headers['x-webhook-url'];
  const problem =
    hasNoQuery(call) ??
    (webhook === undefined ? undefined : callbackAddress(webhook)) ??
    problemWith(body, withImage ? imageFields : textFields) ??
    sizeProblem(body);
  if (problem !== undefined) return refuse(invalid(problem), problem);
  const order = { prompt: textOf(body, 'prompt') ?? '', model: 'minimax-hailuo-ai', heldOpen: false, ...sizeOf(body) };
  if (!withImage) return order;
  const picture = readPicture(textOf(body, 'first_frame_image') ?? '', pictureRules);
  if (!isPictureProblem(picture)) return { ...order, picture };
  const words = `first_frame_image: ${picture.words}`;
  return refuse(invalid(words), words);
}

function readPoll(call: Call): { jobIds: readonly string[] } | Refusal {
  const problem = hasNoQuery(call);
  if (problem !== undefined) return refuse(invalid(problem), problem);
  return { jobIds: [decodeURIComponent(call.path.slice(statusPath.length))] };
}

function polledBody(view: JobView): object {
  const { job } = view;
  const time = (at: number) => new Date(at).toISOString();
  const [status, words] = statusOf(view);
  const output = view.clipUrl === undefined ? { media_url: [], media_type: null } : mediaOf(view.clipUrl);
  return {
    request_id: job.id,
    status,
    model_id: 'minimax-hailuo-ai',
    error: words,
    output: status === 'COMPLETED' ? output : null,
    created_at: time(job.acceptedAt),
    updated_at: time(view.finishedAt ?? view.startedAt ?? job.acceptedAt),
    completed_at: view.finishedAt === undefined ? null : time(view.finishedAt),
  };
}

function mediaOf(url: string): object {
  return { media_url: [url], media_type: 'application/octet-stream' };
}

function statusOf(view: JobView): [status: string, error: string | null] {
  if (view.unknownWord) return ['ARCHIVING', null];
  if (view.phase === 'queued') return ['QUEUED', null];
  if (view.phase === 'running') return ['PROCESSING', null];
  switch (view.job.verdict) {
    case 'succeeded':
      return ['COMPLETED', null];
    case 'failed':
      return ['FAILED', 'The model could not generate a video for this request'];
    case 'error':
      return ['ERROR', 'Description of the error: upstream worker lost'];
    case 'moderation':
      return ['FAILED', 'output new_sensitive (1027)'];
  }
}

export const pixazo: Vendor = {
  id: 'pixazo',
  stageOf(method, path) {
    if (method === 'POST' && (path === `${prefix}/generate` || path === `${prefix}/imageToVideo`)) return 'submit';
    return method === 'GET' && path.startsWith(statusPath) && path.length > statusPath.length ? 'poll' : undefined;
  },
  keyOf: subscriptionKey,
  envelopes: {
    invalid,
    missingKey: () => ({
      status: 401,
      body: { statusCode: 401, message: 'Access denied due to missing subscription key.' },
    }),
    wrongKey: () => ({
      status: 401,
      body: { statusCode: 401, message: 'Access denied due to invalid subscription key.' },
    }),
    noBalance: () => error(402, 'Insufficient Balance', 'Your wallet does not have enough balance.'),
    rateLimited: () => ({ status: 429, body: { statusCode: 429, message: 'Rate limit is exceeded.' } }),
    serverError: () => error(500, 'Internal Server Error', 'Something went wrong'),
    unavailable: () => error(503, 'Service Unavailable', 'The service is temporarily unavailable'),
    noSuchPath: () => ({ status: 404, body: { statusCode: 404, message: 'Resource not found' } }),
    noSuchJob: () => error(404, 'Not Found', 'Request not found'),
  },
  readOrder,
  newJobId: (random) => `minimax-hailuo-ai_${random()}`,
  accepted: ({ job, origin }) => ({
    status: 202,
    body: { request_id: job.id, status: 'QUEUED', polling_url: `${origin}${statusPath}${job.id}` },
  }),
  acceptedWithoutId: () => ({ status: 202, body: { status: 'QUEUED' } }),
  readPoll,
  polled: ([view]) => ({ status: 200, body: view === undefined ? {} : polledBody(view) }),
  linkTarget: ({ jobId, nonce }) => `/v1/${jobId}-${nonce.slice(0, 8)}/output.ext`,
  signedLinks: false,
  clipType: 'application/octet-stream',
  // "ERROR: System error — not charged"; nothing is said about FAILED.
  refunds: (verdict) => verdict === 'error',
};
