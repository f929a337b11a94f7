/*
 * Appy Pie, "MiniMax Hailuo AI - Text to Video API"; checked 2026-11-21.
 * - Text only. A page elsewhere shows a picture field for the same address; it contradicts itself, so it is not used.
 * - The samples leave out the key header that the tables require: always sent, on both addresses.
 * - The poll is a POST with the task id, below another path. Its answer while the clip is being made is documented
 *   nowhere; a finished one holds `file.download_url`, a signed link with `%2F` inside that must stay as it is.
 * - `{"status": "NOT_FOUND"}` is printed without a word. It counts as "not visible yet" for a while.
 * - The service looks like the older form of Pixazo's and may be retired: a missing address says so.
 */
import { z } from 'zod';
import type { ModelSpec } from '../../shared/model.ts';
import type { Output, Remote } from '../../shared/job.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
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
import { minimaxCode } from './wire/minimax-codes.ts';
import { promptMaxLength } from './wire/picture-rules.ts';
import { clipFailed, counted, doneWithoutLink, notFound, pollTrouble, waiting } from './wire/poll-outcome.ts';
import { readStatus, settleStatus } from './wire/status.ts';
import { refusedLocally, submitOutcome } from './wire/submit-outcome.ts';
import { errorBody, isGood, readEnvelope, type Answered, type VendorError } from './wire/vendor-error.ts';
import { pickVideoUrl } from './wire/video-url.ts';

const name = 'Appy Pie';
const submitPath = '/minimax-hailuo-ai/v1/generate';
const pollPath = '/minimax-hailuo-ai-polling/v1/getStatus';
const headers = { 'cache-control': 'no-cache' };
const submitTimeoutMs = 300_000;
/** How long `NOT_FOUND` means "not visible yet". */
const graceMs = 90_000;
/** Looks in a row that may bring a code of trouble before it is the verdict. */
const mostTroubles = 5;
const retiredAdvice = sentence(
  'If this stays so, the service may have moved: the provider Pixazo offers the same model, and its address has replaced this one.',
);

const models: [ModelSpec, ...ModelSpec[]] = [
  {
    id: 'minimax-hailuo-ai',
    name: 'Hailuo text to video',
    promptMaxLength,
    durations: [],
    resolutions: [],
    refusedPairs: [],
    flags: { promptOptimizer: true },
    callbackUrl: false,
  },
];

const statusSchema = z.looseObject({
  file: z.looseObject({ download_url: z.unknown().optional() }).optional().catch(undefined),
  file_id: z.unknown().optional(),
  status: z.unknown().optional(),
});

function requestBody({ prompt, promptOptimizer }: ResolvedRequest): Facts {
  return { prompt, ...(promptOptimizer !== undefined && { prompt_optimizer: promptOptimizer }) };
}

async function submit(request: ResolvedRequest, { http }: SubmitContext): Promise<SubmitOutcome> {
  if (request.firstFrame !== undefined)
    return refusedLocally(
      'invalid-image',
      sentence('{{provider}} makes clips from a prompt alone.', { provider: name }),
    );
  const body = requestBody(request);
  const answer = await http.call({ method: 'POST', path: submitPath, headers, body, timeoutMs: submitTimeoutMs });
  const error = readError(answer);
  if (answer.kind === 'json' && isGood(answer) && error === undefined) {
    const id = readJobId(answer.json, 'task_id');
    if (id !== undefined) return { outcome: 'accepted', remote: { id } };
  }
  return submitOutcome(name, answer, error, adviceFor(answer));
}

async function poll(remote: Remote, context: PollContext): Promise<PollOutcome> {
  const answer = await context.http.call({ method: 'POST', path: pollPath, headers, body: { task_id: remote.id } });
  const error = readError(answer);
  if (answer.kind !== 'json' || !isFacts(answer.json)) return pollTrouble(name, answer, error, adviceFor(answer));
  if (asText(answer.json['status'])?.toUpperCase() === 'NOT_FOUND')
    return notFound(name, remote, context, answer, graceMs, error);
  if (!isGood(answer)) return pollTrouble(name, answer, error, adviceFor(answer));
  const { file, file_id, status: word } = statusSchema.parse(answer.json);
  const code = baseCode(answer.json);
  if (error !== undefined && (code !== undefined || asText(word) === undefined)) {
    return troubleInside(answer, remote, error, code);
  }
  const url = pickVideoUrl(file?.download_url);
  const reading = readStatus(word);
  const status = settleStatus(reading, { hasLink: url !== undefined, hasError: error !== undefined });
  if (status === 'failed') {
    const vendor = error ?? readEnvelope(answer, answer.json, {});
    return clipFailed(name, answer, { ...vendor, code: vendor.code ?? asText(word) }, 'unknown');
  }
  if (url !== undefined) return { outcome: 'succeeded', outputs: [output(url)] };
  // MiniMax reports success before the file has its link; with the file's id in hand it is only a matter of asking on.
  if (status === 'succeeded' && asText(file_id) === undefined) return doneWithoutLink(name, remote, answer);
  return waiting(remote, status === 'queued' ? 'queued' : 'running');
}

/** An error beside HTTP 200. Some mean "ask again", some are about the key, the others are the verdict. */
function troubleInside(answer: Answered, remote: Remote, error: VendorError, code: string | undefined): PollOutcome {
  if (error.kind === 'key-rejected' || error.kind === 'not-permitted') return pollTrouble(name, answer, error);
  const listed = code === undefined || minimaxCode(code) !== undefined;
  if (listed && error.verdict !== 'final' && error.kind !== 'moderation') {
    const next = counted(remote, 'troublesInARow');
    if (next.count <= mostTroubles) return { ...pollTrouble(name, answer, error), remote: next.remote };
  }
  return clipFailed(name, answer, error, 'unknown');
}

function output(url: string): Output {
  const expiresAt = expiryOfLink(url);
  return { url, ...(expiresAt !== undefined && { expiresAt }) };
}

function readError(answer: ProviderAnswer): VendorError | undefined {
  const body = errorBody(answer, (facts) => Boolean(facts['error']) || baseCode(facts) !== undefined);
  if (body === undefined || answer.kind === 'no-answer') return undefined;
  const code = baseCode(body);
  const facts = {
    code: code ?? asText(body['statusCode']),
    requestId: asText(body['task_id']),
    known: minimaxCode(code),
  };
  return readEnvelope(answer, body, facts);
}

/** MiniMax's own result code; undefined for 0, which is "all well". */
function baseCode(body: Facts): string | undefined {
  const base = body['base_resp'];
  const code = isFacts(base) ? asText(base['status_code']) : undefined;
  return code === '0' ? undefined : code;
}

function adviceFor(answer: ProviderAnswer): Sentence | undefined {
  const missing = answer.kind === 'no-answer' ? !answer.sent : answer.status === 404;
  return missing ? retiredAdvice : undefined;
}

export const appypie = defineProvider({
  id: 'appypie',
  name,
  origin: 'https://gateway.appypie.com',
  models,
  links: {
    keys: 'https://www.appypie.com',
    console: 'https://www.appypie.com',
    billing: 'https://www.appypie.com',
    docs: 'https://www.appypie.com/endpoint/docs/minimax-hailuoai-video',
  },
  // No limit is published (searched 2026-11-21): what it takes is learned.
  pace: { concurrentClips: 3, submitGapMs: 1000, firstPollMs: 8000, pollMs: 10_000, limits: [] },
  chargeNote: 'Appy Pie does not say whether a failed clip is charged.',
  prices: [],
  authorize: (key) => ({ 'Ocp-Apim-Subscription-Key': key }),
  submit,
  poll,
  keyTest: { free: false, note: 'Appy Pie has no free call that only tries a key, so the first clip tries it.' },
  lookup: {
    possible: false,
    why: 'Appy Pie can be asked about a job only by its id, and documents no list of jobs.',
  },
});
