import { flag, optional, problemWith, required, text, textOf } from '../fields.ts';
import { hasNoCallbackHeader, hasNoQuery, refuse, subscriptionKey, uuidFrom } from './wire-customs.ts';
import type { Answer, Call, Fields, JobView, Order, Refusal, Vendor } from '../vendor.ts';

/**
 * Appy Pie, "MiniMax Hailuo AI - Text to Video API" (checked 2026-11-21).
 * Quirks: the poll is a POST under another prefix; its pending body is documented nowhere, so the words of the model
 * upstream are used; the link holds `%2F` and ends in `?`, and must be asked for exactly so.
 */

const orderFields: Fields = {
  // No limit is published; 2,000 is what the model upstream takes.
  prompt: required(text(1, 2000)),
  prompt_optimizer: optional(flag),
};
const pollFields: Fields = { task_id: required(text(1, 200)) };

const success = { status_code: 0, status_msg: 'success' };

function error(status: number, words: string): Answer {
  return { status, body: { error: words } };
}

function readOrder(call: Call): Order | Refusal {
  const problem = hasNoQuery(call) ?? hasNoCallbackHeader(call) ?? problemWith(call.body, orderFields);
  if (problem !== undefined) return refuse(error(400, 'Invalid request parameters'), problem);
  const prompt = textOf(call.body, 'prompt') ?? '';
  return { prompt, model: 'minimax-hailuo-ai', durationSeconds: 6, resolution: '768P', heldOpen: false };
}

function readPoll(call: Call): { jobIds: readonly string[] } | Refusal {
  const problem = hasNoQuery(call) ?? problemWith(call.body, pollFields);
  if (problem !== undefined) return refuse(error(400, 'Invalid request parameters'), problem);
  return { jobIds: [textOf(call.body, 'task_id') ?? ''] };
}

function polledBody(view: JobView): object {
  const { job } = view;
  if (view.unknownWord) return { task_id: job.id, status: 'Archiving', base_resp: success };
  if (view.phase === 'queued') return { task_id: job.id, status: 'Queueing', file_id: '', base_resp: success };
  if (view.phase === 'running') return { task_id: job.id, status: 'Processing', file_id: '', base_resp: success };
  if (job.verdict === 'moderation') {
    return { task_id: job.id, status: 'Fail', base_resp: { status_code: 1027, status_msg: 'output new_sensitive' } };
  }
  if (job.verdict !== 'succeeded') return { task_id: job.id, status: 'Fail', file_id: '', base_resp: success };
  return {
    file: {
      // A JSON number, as documented.
      file_id: Number(job.id.slice(-14)),
      bytes: 0,
      created_at: Math.floor((view.finishedAt ?? job.acceptedAt) / 1000),
      filename: 'output.mp4',
      purpose: 'video_generation',
      download_url: view.clipUrl ?? '',
    },
    base_resp: success,
  };
}

export const appypie: Vendor = {
  id: 'appypie',
  stageOf(method, path) {
    if (method !== 'POST') return undefined;
    if (path === '/minimax-hailuo-ai/v1/generate') return 'submit';
    return path === '/minimax-hailuo-ai-polling/v1/getStatus' ? 'poll' : undefined;
  },
  keyOf: subscriptionKey,
  envelopes: {
    invalid: () => error(400, 'Invalid request parameters'),
    missingKey: () => error(401, 'Invalid or missing authentication'),
    wrongKey: () => error(401, 'Invalid or missing authentication'),
    noBalance: () => error(403, 'Access denied for this operation'),
    // The raw answer of the model upstream is passed through: HTTP 200 with a code inside.
    moderation: () => ({
      status: 200,
      body: { task_id: '', base_resp: { status_code: 1026, status_msg: 'input new_sensitive' } },
    }),
    rateLimited: () => error(429, 'Rate limit exceeded, please retry later'),
    serverError: () => error(500, 'An unexpected error occurred, please try again later'),
    unavailable: () => error(503, 'An unexpected error occurred, please try again later'),
    noSuchPath: () => error(404, 'Endpoint not found'),
    noSuchJob: () => ({ status: 404, body: { status: 'NOT_FOUND' } }),
  },
  readOrder,
  newJobId: (random) =>
    BigInt(`0x${random().replaceAll('-', '').slice(0, 15)}`)
      .toString()
      .padStart(18, '1'),
  accepted: (view) => ({ status: 200, body: { task_id: view.job.id, base_resp: success } }),
  acceptedWithoutId: () => ({ status: 200, body: { base_resp: success } }),
  readPoll,
  polled: ([view]) => ({ status: 200, body: view === undefined ? {} : polledBody(view) }),
  linkTarget: ({ nonce, issuedAt }) => {
    const day = new Date(issuedAt).toISOString().slice(0, 10);
    return `/inference_output%2Fvideo%2F${day}%2F${uuidFrom(nonce)}%2Foutput.mp4?`;
  },
  signedLinks: true,
  clipType: 'video/mp4',
  // Nothing is published about the price of a failed job.
  refunds: () => false,
};
