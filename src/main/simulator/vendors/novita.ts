import {
  fieldOf,
  flag,
  oneOf,
  optional,
  problemWith,
  publicAddress,
  required,
  sizeOf,
  sizeProblem,
  text,
  textOf,
} from '../fields.ts';
import { isPictureProblem, readPicture } from '../picture.ts';
import type { PictureProblem } from '../picture.ts';
import { bearerKey, hasNoCallbackHeader, hasNoQuery, onlyIdInQuery, refuse, uuidFrom } from './wire-customs.ts';
import type { Answer, Call, Fields, JobView, Order, Refusal, Vendor } from '../vendor.ts';

/**
 * Novita, "Minimax Hailuo-02" and "Task Result" (checked 2026-11-21).
 * Quirks: the success word is SUCCEED; the link's lifetime is a string; a missing balance and a missing key are both
 * 400; the first frame is `image_url` in one copy of the page and `image` in the other, so both are taken, and if both
 * come they must name the same picture.
 */

const submitPath = '/v3/async/minimax-hailuo-02';
const resultPath = '/v3/async/task-result';
const balancePath = '/openapi/v1/billing/balance/detail';

/** Its balance counts in ten-thousandths of a dollar (Novita, user balance info, read 2026-11-21). */
const balancePerDollar = 10_000;

const orderFields: Fields = {
  prompt: required(text(1, 2000)),
  image_url: optional(publicAddress),
  image: optional((value) => (typeof value === 'string' ? undefined : 'must be a string')),
  duration: optional(oneOf(6, 10)),
  resolution: optional(oneOf('768P', '1080P')),
  enable_prompt_expansion: optional(flag),
};

// Novita states no rules of its own; these are the model's.
const pictureRules = {
  formats: ['image/jpeg', 'image/png', 'image/webp'],
  limitIncluded: false,
  ratioExclusive: false,
} as const;

const pictureReasons: Record<PictureProblem['problem'], string> = {
  url: 'INVALID_REQUEST_BODY',
  format: 'INVALID_IMAGE_FORMAT',
  size: 'IMAGE_FILE_EXCEEDS_MAX_SIZE',
  dimensions: 'INVALID_IMAGE_SIZE',
};

function error(code: number, reason: string, message: string): Answer {
  return { status: code, body: { code, reason, message, metadata: {} } };
}

function invalid(words: string): Answer {
  return error(400, 'INVALID_REQUEST_BODY', words);
}

function readOrder(call: Call): Order | Refusal {
  const { body } = call;
  const image = fieldOf(body, 'image');
  const imageUrl = fieldOf(body, 'image_url');
  const problem =
    hasNoQuery(call) ??
    hasNoCallbackHeader(call) ??
    problemWith(body, orderFields) ??
    (image !== undefined && imageUrl !== undefined && image !== imageUrl
      ? 'image: differs from image_url'
      : undefined) ??
    sizeProblem(body);
  if (problem !== undefined) return refuse(invalid(problem), problem);
  const order = { prompt: textOf(body, 'prompt') ?? '', model: 'minimax-hailuo-02', heldOpen: false, ...sizeOf(body) };
  const value = image ?? imageUrl;
  if (typeof value !== 'string') return order;
  const picture = readPicture(value, pictureRules);
  if (!isPictureProblem(picture)) return { ...order, picture };
  const words = `image: ${picture.words}`;
  return refuse(error(400, pictureReasons[picture.problem], words), words);
}

function readPoll(call: Call): { jobIds: readonly string[] } | Refusal {
  const read = onlyIdInQuery(call, 'task_id');
  return 'id' in read ? { jobIds: [read.id] } : refuse(invalid(read.problem), read.problem);
}

function statusOf(view: JobView): [status: string, reason: string] {
  if (view.unknownWord) return ['TASK_STATUS_ARCHIVING', ''];
  if (view.phase === 'queued') return ['TASK_STATUS_QUEUED', ''];
  if (view.phase === 'running') return ['TASK_STATUS_PROCESSING', ''];
  if (view.job.verdict === 'succeeded') return ['TASK_STATUS_SUCCEED', ''];
  const reason = view.job.verdict === 'moderation' ? 'output new_sensitive (1027)' : 'video generation failed';
  return ['TASK_STATUS_FAILED', reason];
}

/** MiniMax's own list (read 2026-07-10); no page of Novita names another. */
function dollarsFor({ durationSeconds, resolution }: Order): number {
  if (durationSeconds === 10) return 0.56;
  return resolution === '1080P' ? 0.49 : 0.28;
}

function polledBody(view: JobView): object {
  const [status, reason] = statusOf(view);
  const finished = view.phase === 'finished';
  return {
    extra: {},
    task: {
      task_id: view.job.id,
      task_type: 'MINIMAX_HAILUO_02',
      status,
      reason,
      eta: finished ? 0 : view.etaSeconds,
      progress_percent: finished && view.job.verdict === 'succeeded' ? 100 : view.progressPercent,
    },
    images: [],
    videos: view.clipUrl === undefined ? [] : [{ video_url: view.clipUrl, video_url_ttl: '3600', video_type: 'mp4' }],
    audios: [],
  };
}

export const novita: Vendor = {
  id: 'novita',
  stageOf(method, path) {
    if (method === 'POST') return path === submitPath ? 'submit' : undefined;
    if (method !== 'GET') return undefined;
    if (path === resultPath) return 'poll';
    return path === balancePath ? 'account' : undefined;
  },
  keyOf: bearerKey,
  envelopes: {
    invalid,
    missingKey: () => error(400, 'MISSING_API_KEY', 'missing API key in the request header'),
    wrongKey: () => error(403, 'INVALID_API_KEY', 'invalid API key'),
    noBalance: () => error(400, 'BILLING_BALANCE_NOT_ENOUGH', 'billing balance not enough'),
    moderation: () => error(400, 'ILLEGAL_PROMPT', 'the prompt is illegal'),
    rateLimited: () => error(429, 'RATE_LIMIT_EXCEEDED', 'rate limit exceeded'),
    serverError: (call) =>
      call.method === 'POST'
        ? error(500, 'CREATE_TASK_FAILED', 'failed to create the task')
        : error(500, 'GET_RESULT_FAILED', 'failed to get the result'),
    unavailable: () => error(503, 'SERVICE_UNAVAILABLE', 'service unavailable'),
    noSuchPath: () => error(404, 'API_NOT_FOUND', 'api not found'),
    noSuchJob: () => error(404, 'TASK_NOT_FOUND', 'task not found'),
  },
  readOrder,
  newJobId: (random) => random(),
  accepted: (view) => ({ status: 200, body: { task_id: view.job.id } }),
  acceptedWithoutId: () => ({ status: 200, body: {} }),
  readPoll,
  polled: ([view]) => ({ status: 200, body: view === undefined ? {} : polledBody(view) }),
  account(dollars) {
    const told = String(Math.round(dollars * balancePerDollar));
    return { status: 200, body: { availableBalance: told, cashBalance: told, creditLimit: '0' } };
  },
  linkTarget({ nonce, issuedAt }) {
    const date = new Date(issuedAt).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const scope = encodeURIComponent(`SIMULATED/${date.slice(0, 8)}/us-east-1/s3/aws4_request`);
    return (
      `/faas-output/${uuidFrom(nonce)}.mp4?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${scope}` +
      `&X-Amz-Date=${date}&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=${nonce}`
    );
  },
  signedLinks: true,
  clipType: 'video/mp4',
  dollarsFor,
  // Nothing is published about the price of a failed job.
  refunds: () => false,
};
