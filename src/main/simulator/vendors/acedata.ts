import {
  callbackAddress,
  fieldOf,
  flag,
  oneOf,
  optional,
  problemWith,
  publicAddress,
  required,
  text,
  textOf,
} from '../fields.ts';
import { bearerKey, clipName, hasNoCallbackHeader, hasNoQuery, refuse, traceId } from './wire-customs.ts';
import type { Answer, Call, Fields, JobView, Order, Refusal, Vendor } from '../vendor.ts';

/**
 * Ace Data Cloud, "Hailuo Videos Generation API" and "Hailuo Tasks API" (checked 2026-11-21).
 * Quirks: the poll is a POST and its answer has no status field; a callback is asked for but never made, because the
 * simulator calls nobody.
 */

const models = ['minimax-t2v', 'minimax-i2v', 'minimax-i2v-director'] as const;

const orderFields: Fields = {
  action: required(oneOf('generate')),
  // No limit is published; 2,000 is what the model upstream takes.
  prompt: required(text(1, 2000)),
  model: optional(oneOf(...models)),
  first_image_url: optional(publicAddress),
  async: optional(flag),
  callback_url: optional(callbackAddress),
};

const singleFields: Fields = { id: required(text(1, 200)), action: required(oneOf('retrieve')) };
const batchFields: Fields = {
  ids: required((value) =>
    Array.isArray(value) && value.length > 0 && value.every((id) => typeof id === 'string')
      ? undefined
      : 'must be a list of strings',
  ),
  action: required(oneOf('retrieve_batch')),
};

function error(status: number, code: string, message: string): Answer {
  return { status, body: { success: false, error: { code, message }, trace_id: traceId() } };
}

function readOrder(call: Call): Order | Refusal {
  const { body } = call;
  const imageUrl = textOf(body, 'first_image_url');
  const model = textOf(body, 'model') ?? 'minimax-t2v';
  const problem =
    hasNoQuery(call) ??
    hasNoCallbackHeader(call) ??
    (call.headers.accept?.includes('ndjson') ? 'accept: only application/json is simulated' : undefined) ??
    problemWith(body, orderFields) ??
    (model !== 'minimax-t2v' && imageUrl === undefined ? `first_image_url: required for ${model}` : undefined) ??
    (model === 'minimax-t2v' && imageUrl !== undefined ? 'first_image_url: minimax-t2v takes no image' : undefined);
  if (problem !== undefined) return refuse(error(400, 'bad_request', problem), problem);
  const order = { prompt: textOf(body, 'prompt') ?? '', model, durationSeconds: 6, resolution: '768P' } as const;
  const heldOpen = fieldOf(body, 'async') !== true && fieldOf(body, 'callback_url') === undefined;
  if (imageUrl === undefined) return { ...order, heldOpen };
  return { ...order, heldOpen, picture: { kind: 'url', url: imageUrl } };
}

function readPoll(call: Call): { jobIds: readonly string[] } | Refusal {
  const batch = textOf(call.body, 'action') === 'retrieve_batch';
  const problem = hasNoQuery(call) ?? problemWith(call.body, batch ? batchFields : singleFields);
  if (problem !== undefined) return refuse(error(400, 'bad_request', problem), problem);
  const ids = batch ? fieldOf(call.body, 'ids') : [fieldOf(call.body, 'id')];
  return { jobIds: Array.isArray(ids) ? ids.map(String) : [] };
}

function finishedBody(view: JobView): object {
  const { job } = view;
  const head = { task_id: job.id, trace_id: traceId(job.id) };
  if (view.phase !== 'finished') return {};
  if (job.verdict === 'moderation') {
    const message = 'content moderation: output new_sensitive (1027)';
    return { success: false, ...head, error: { code: 'forbidden', message } };
  }
  if (job.verdict !== 'succeeded') {
    return { success: false, ...head, error: { code: 'api_error', message: 'video generation failed' } };
  }
  const clip = {
    id: job.id.replaceAll('-', '').slice(0, 26),
    model: job.order.model,
    prompt: job.order.prompt,
    ...(job.order.picture?.kind === 'url' ? { first_image_url: job.order.picture.url } : {}),
    ...(view.clipUrl === undefined ? {} : { video_url: view.clipUrl }),
    state: view.unknownWord ? 'archiving' : 'succeeded',
  };
  return { success: true, ...head, data: [clip] };
}

/** While a job runs the documented record simply lacks its later fields. */
function record(view: JobView): object {
  const { job } = view;
  const seconds = (at: number) => Math.round(at) / 1000;
  return {
    _id: job.id.replaceAll('-', '').slice(0, 24),
    id: job.id,
    api_id: 'sim-api',
    application_id: 'sim-application',
    credential_id: 'sim-credential',
    user_id: 'sim-user',
    trace_id: traceId(job.id),
    type: 'videos',
    created_at: seconds(job.acceptedAt),
    ...(view.startedAt === undefined ? {} : { started_at: seconds(view.startedAt) }),
    ...(view.finishedAt === undefined
      ? {}
      : { finished_at: seconds(view.finishedAt), elapsed: seconds(view.finishedAt - job.acceptedAt) }),
    request: { action: 'generate', model: job.order.model, prompt: job.order.prompt },
    ...(view.unknownWord && view.phase !== 'finished' ? { status: 'archiving' } : {}),
    ...(view.phase === 'finished' ? { response: finishedBody(view) } : {}),
  };
}

export const acedata: Vendor = {
  id: 'acedata',
  stageOf(method, path) {
    if (method !== 'POST') return undefined;
    if (path === '/hailuo/videos') return 'submit';
    return path === '/hailuo/tasks' ? 'poll' : undefined;
  },
  keyOf: bearerKey,
  envelopes: {
    invalid: (words) => error(400, 'bad_request', words),
    missingKey: () => error(400, 'no_token', 'no token provided'),
    wrongKey: () => error(401, 'invalid_token', 'the token is invalid or was deleted'),
    noBalance: () => error(403, 'used_up', 'your balance is used up, please recharge'),
    moderation: () => error(403, 'forbidden', 'the prompt was refused by content moderation'),
    rateLimited: () => error(429, 'too_many_requests', 'too many requests, you have exceeded the rate limit'),
    serverError: () => error(500, 'api_error', 'fetch failed'),
    unavailable: () => error(503, 'api_error', 'service temporarily unavailable'),
    noSuchPath: () => error(404, 'no_api', 'no matched api found'),
    noSuchJob: () => ({ status: 200, body: {} }),
  },
  readOrder,
  newJobId: (random) => random(),
  accepted: (view) => ({ status: 200, body: { success: true, task_id: view.job.id, trace_id: traceId(view.job.id) } }),
  acceptedWithoutId: () => ({ status: 200, body: { success: true, trace_id: traceId() } }),
  readPoll,
  polled(views, call) {
    const records = views.map(record);
    const batch = textOf(call.body, 'action') === 'retrieve_batch';
    return { status: 200, body: batch ? { items: records, count: records.length } : (records[0] ?? {}) };
  },
  heldOpenAnswer(view) {
    if (view.job.verdict === 'moderation') return error(403, 'forbidden', 'output new_sensitive (1027)');
    if (view.job.verdict !== 'succeeded') return error(500, 'api_error', 'video generation failed');
    return { status: 200, body: finishedBody(view) };
  },
  linkTarget: ({ jobId, nonce }) => `/czjl/${clipName(nonce)}/tmp${jobId.slice(0, 8)}.output.mp4`,
  signedLinks: false,
  clipType: 'video/mp4',
  // "Failed and timed-out tasks are not charged"; neither is a moderation refusal (Ace Data Cloud, pricing page).
  refunds: (verdict) => verdict !== 'succeeded',
};
