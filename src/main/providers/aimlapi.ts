/*
 * AI/ML API, "hailuo-02" (docs.aimlapi.com, MiniMax video models) with its pages on errors and cost; checked 2026-11-21.
 * - This is the older address with its own field names. The newer one, `/v2/video/generations`, names the same things
 *   differently; the two sets are never mixed, and a submit never falls over from one to the other.
 * - The sample of a queued answer already holds a `video.url`: a link counts only beside a word of success.
 * - The prose says "complete", the list says "completed"; the sample waits on "waiting" and "active" too.
 * - Ids may hold `:` and `/`. `error` is null, an object or a text; `statusCode` may be a text.
 * - 403 is an empty balance or a missing permission: told apart by its text.
 * - `GET /v2/billing` tells the balance in dollars (page "Account balance"). Charges post after a clip is completed, so
 *   a balance that is read at once may still lack the last ones.
 */
import { z } from 'zod';
import type { ModelSpec } from '../../shared/model.ts';
import type { Balance } from '../../shared/balance.ts';
import type { PriceRow } from '../../shared/price.ts';
import type { Cost, Remote } from '../../shared/job.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
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
import { speaksOfBalance } from './wire/classify.ts';
import { readErrorText } from './wire/error-text.ts';
import { asNumber, asText, isFacts, type Facts } from './wire/facts.ts';
import { readJobId } from './wire/job-id.ts';
import { keyTestOutcome } from './wire/key-test.ts';
import { expiryOfLink } from './wire/link-expiry.ts';
import { minimaxPictureRules, promptMaxLength } from './wire/picture-rules.ts';
import { clipFailed, doneWithoutLink, pollTrouble, waiting, withinGrace } from './wire/poll-outcome.ts';
import { readStatus, settleStatus } from './wire/status.ts';
import { submitOutcome } from './wire/submit-outcome.ts';
import { errorBody, isGood, readEnvelope, statusOf, type Answered, type VendorError } from './wire/vendor-error.ts';
import { pickVideoUrl } from './wire/video-url.ts';

const name = 'AI/ML API';
const path = '/v2/generate/video/minimax/generation';
const balancePath = '/v2/billing';
/** Long enough for a picture of 20 MB over a slow line; giving up early would leave a paid clip in doubt. */
const submitTimeoutMs = 300_000;
const graceMs = 60_000;
const movedAdvice = sentence(
  'Its newer address is /v2/video/generations, which this version of Conch does not use; look for an update.',
);

const models: [ModelSpec, ...ModelSpec[]] = [
  {
    id: 'minimax/hailuo-02',
    name: 'Hailuo 02',
    promptMaxLength,
    image: {
      ...minimaxPictureRules,
      types: ['image/jpeg', 'image/png'],
      maxBytes: 20_000_000,
      ratioExclusive: true,
      use: 'optional',
      sources: ['file', 'url'],
    },
    durations: [6, 10],
    resolutions: ['768P', '1080P'],
    refusedPairs: [{ durationSeconds: 10, resolution: '1080P' }],
    flags: { promptOptimizer: true },
    callbackUrl: false,
  },
];

/**
 * MiniMax's own list (read 2026-07-10) and 5 % more: what AI/ML API's published runs of the sister models were charged
 * (2025-12-29). No bill for this model is published.
 */
const priceFacts = {
  modelId: 'minimax/hailuo-02',
  currency: 'USD',
  asOf: '2026-07-10',
  source: 'MiniMax, price list, and 5 %',
  trust: 'low',
} as const;
const prices: PriceRow[] = [
  { ...priceFacts, durationSeconds: 6, resolution: '768P', amount: 0.294 },
  { ...priceFacts, durationSeconds: 10, resolution: '768P', amount: 0.588 },
  { ...priceFacts, durationSeconds: 6, resolution: '1080P', amount: 0.5145 },
];

/** "1 USD = 2,000,000 credits" (AI/ML API, FAQ on tracking funds; checked 2026-11-21). */
const creditsPerDollar = 2_000_000;

const statusSchema = z.looseObject({
  status: z.unknown().optional(),
  video: z.looseObject({ url: z.unknown().optional() }).nullish().catch(undefined),
  error: z.unknown().optional(),
});
const costSchema = z.looseObject({
  meta: z.looseObject({ usage: z.looseObject({ credits_used: z.unknown().optional() }) }),
});
const balanceSchema = z.looseObject({
  current_balance: z.union([z.number(), z.string()]),
  currency: z.unknown().optional(),
});

function requestBody(request: ResolvedRequest): Facts {
  const { modelId: model, prompt, firstFrame, durationSeconds, resolution, promptOptimizer } = request;
  return {
    model,
    prompt,
    ...(firstFrame && { first_frame_image: firstFrame.kind === 'url' ? firstFrame.url : firstFrame.dataUrl }),
    ...(durationSeconds !== undefined && { duration: durationSeconds }),
    ...(resolution !== undefined && { resolution }),
    ...(promptOptimizer !== undefined && { prompt_optimizer: promptOptimizer }),
  };
}

async function submit(request: ResolvedRequest, { http }: SubmitContext): Promise<SubmitOutcome> {
  const answer = await http.call({ method: 'POST', path, body: requestBody(request), timeoutMs: submitTimeoutMs });
  const error = readError(answer);
  if (answer.kind === 'json' && isGood(answer)) {
    const id = readJobId(answer.json, 'generation_id');
    const known = readStatus(statusSchema.safeParse(answer.json).data?.status) !== 'unknown';
    // With an id and a known word the status address tells the rest, a failure included.
    if (id !== undefined && (error === undefined || known))
      return { outcome: 'accepted', remote: { id }, ...costIn(answer) };
  }
  return submitOutcome(name, answer, error, adviceFor(answer));
}

async function poll(remote: Remote, context: PollContext): Promise<PollOutcome> {
  const query = `?generation_id=${encodeURIComponent(remote.id)}`;
  const answer = await context.http.call({ method: 'GET', path: path + query });
  if (answer.kind !== 'no-answer' && answer.status === 404 && withinGrace(context, graceMs))
    return waiting(remote, 'queued');
  const error = readError(answer);
  const body = answer.kind === 'json' && isGood(answer) ? statusSchema.safeParse(answer.json).data : undefined;
  if (answer.kind !== 'json' || body === undefined) return pollTrouble(name, answer, error, adviceFor(answer));

  const reading = readStatus(body.status);
  // An error beside no known word and no id is about this look, not about the clip.
  if (error !== undefined && reading === 'unknown' && readJobId(body, 'id') === undefined)
    return pollTrouble(name, answer, error);
  const status = settleStatus(reading, { hasLink: false, hasError: error !== undefined });
  if (status === 'failed') return clipFailed(name, answer, error ?? readEnvelope(answer, body, {}), 'no');
  if (status !== 'succeeded') return waiting(remote, status);
  const url = pickVideoUrl(body.video?.url);
  if (url === undefined) return doneWithoutLink(name, remote, answer);
  const expiresAt = expiryOfLink(url);
  return { outcome: 'succeeded', outputs: [{ url, ...(expiresAt !== undefined && { expiresAt }) }], ...costIn(answer) };
}

async function testKey({ http }: SubmitContext): Promise<KeyTestOutcome> {
  const answer = await http.call({ method: 'GET', path: balancePath });
  const told = balanceIn(answer);
  const works =
    told &&
    sentence('The key works. Balance: {{sum}} {{currency}}.', { sum: told.amount.toFixed(2), currency: told.currency });
  return keyTestOutcome(name, answer, readError(answer), works);
}

async function readBalance({ http }: SubmitContext): Promise<BalanceOutcome> {
  const answer = await http.call({ method: 'GET', path: balancePath });
  const told = balanceIn(answer);
  // Only dollars are documented; a sum in anything else is shown as the bare number that it is.
  const balance: Balance | undefined = told && { amount: told.amount, unit: told.currency === 'USD' ? 'USD' : 'own' };
  return balanceOutcome(name, answer, readError(answer), balance);
}

function balanceIn(answer: ProviderAnswer): { amount: number; currency: string } | undefined {
  const body = answer.kind === 'json' ? balanceSchema.safeParse(answer.json).data : undefined;
  const amount = asNumber(body?.current_balance);
  return amount === undefined ? undefined : { amount, currency: asText(body?.currency) ?? 'USD' };
}

/** The price that AI/ML API itself names: dollars, else credits, in a header or the body. Zero is no price yet. */
function costIn({ headers, ...answer }: Answered): { cost?: Cost } {
  const dollars = asNumber(headers['x-aimlapi-usd-spent']);
  if (dollars !== undefined && dollars > 0) return { cost: { amount: dollars, unit: 'USD' } };
  const used = answer.kind === 'json' ? costSchema.safeParse(answer.json).data?.meta.usage.credits_used : undefined;
  const credits = asNumber(headers['x-aimlapi-credits-used']) ?? asNumber(used);
  return credits !== undefined && credits > 0 ? { cost: { amount: credits, unit: 'credits' } } : {};
}

function readError(answer: ProviderAnswer): VendorError | undefined {
  const body = errorBody(answer, ({ error, statusCode }) => Boolean(error) || (asNumber(statusCode) ?? 0) >= 400);
  if (body === undefined || answer.kind === 'no-answer') return undefined;
  const noBalance = statusOf(answer, body) === 403 && speaksOfBalance(readErrorText(body) ?? '');
  const inner = isFacts(body['error']) ? asText(body['error']['name']) : undefined;
  return readEnvelope(answer, body, {
    code: inner ?? asText(body['statusCode']),
    requestId: asText(body['requestId']) ?? answer.headers['x-inference-id'],
    ...(noBalance && { known: { kind: 'balance', verdict: 'final' } }),
  });
}

function adviceFor(answer: ProviderAnswer): Sentence | undefined {
  return answer.kind !== 'no-answer' && (answer.status === 404 || answer.status === 410) ? movedAdvice : undefined;
}

export const aimlapi = defineProvider({
  id: 'aimlapi',
  name,
  origin: 'https://api.aimlapi.com',
  models,
  links: {
    keys: 'https://aimlapi.com/app/keys',
    console: 'https://aimlapi.com/app/',
    billing: 'https://aimlapi.com/app/',
    docs: 'https://docs.aimlapi.com',
  },
  // No limit is published (searched 2026-11-21): what it takes is learned.
  pace: { concurrentClips: 3, submitGapMs: 1000, firstPollMs: 8000, pollMs: 10_000, limits: [] },
  chargeNote: 'AI/ML API charges when a clip is completed; failed requests are not charged.',
  prices,
  creditsPerDollar,
  authorize: (key) => ({ Authorization: `Bearer ${key}` }),
  submit,
  poll,
  keyTest: { free: true, note: 'Asks for the balance, which costs nothing.', run: testKey },
  balance: { read: readBalance },
  lookup: {
    possible: false,
    why: 'AI/ML API can be asked about a job only by its id; its console may show it.',
  },
});
