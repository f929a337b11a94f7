import { setTimeout as sleep } from 'node:timers/promises';
import { resetConnection, sendAnswer, sendCut } from './answer.ts';
import { hashOf, headerNamesOf, poorKeyPrefix, strikePlainly } from './desk.ts';
import type { Desk, Exchange } from './desk.ts';
import type { Fault } from './faults.ts';
import { asIfPublic, fetchPicture } from './fetched-picture.ts';
import { fingerprintOf } from './ledger.ts';
import type { Submission } from './ledger.ts';
import { isPictureProblem } from './picture.ts';
import { marksIn } from './prompt-marks.ts';
import { isRefusal } from './vendor.ts';
import type { Order, SimulatedJob } from './vendor.ts';

type Outcome = Pick<Submission, 'accepted' | 'billed'> & Partial<Submission>;

const turnedAway = { accepted: false, billed: false } as const;
const taken = { accepted: true, billed: true } as const;

/** Marks that strike once per body, as `<body hash> <fault>`. */
const struck = new WeakMap<Desk, Set<string>>();

/** Takes or refuses one paid request. Whatever happens, it becomes exactly one entry of the ledger. */
export async function answerSubmit(desk: Desk, exchange: Exchange): Promise<void> {
  const { vendor } = desk;
  const { call, response, key } = exchange;
  const note = (outcome: Outcome) => noteSubmission(desk, exchange, outcome);

  const { call: read, address } = asIfPublic(call, desk.pictureOrigins);
  let order = vendor.readOrder(read);
  if (!isRefusal(order) && order.picture !== undefined && address !== undefined) {
    const picture = await fetchPicture(address);
    order = isPictureProblem(picture)
      ? { refused: vendor.envelopes.invalid(picture.words, call), reason: picture.words }
      : { ...order, picture };
  }
  if (isRefusal(order)) {
    note({ ...turnedAway, status: order.refused.status, refusal: order.reason });
    sendAnswer(response, order.refused, order.reason);
    return;
  }
  const limit = desk.limits.take(vendor.id, desk.jobs.inTheMaking(vendor.id));
  if (limit !== undefined) {
    const asked = limit.retryAfterSeconds;
    const answer = vendor.envelopes.rateLimited(call);
    const headers = { ...answer.headers, ...(asked !== undefined && { 'retry-after': String(asked) }) };
    note({ ...turnedAway, status: answer.status, refusal: 'too many' });
    sendAnswer(response, { ...answer, headers }, 'too many');
    return;
  }
  const fault = faultFor(desk, exchange, order);
  if (fault?.kind === 'no-balance' || key?.startsWith(poorKeyPrefix)) {
    const answer = vendor.envelopes.noBalance(call);
    note({ ...turnedAway, status: answer.status, ...named(fault) });
    sendAnswer(response, answer);
    return;
  }
  if (fault?.kind === 'moderation' && vendor.envelopes.moderation !== undefined) {
    const answer = vendor.envelopes.moderation(call);
    note({ ...turnedAway, status: answer.status, ...named(fault) });
    sendAnswer(response, answer);
    return;
  }
  const plain = fault === undefined ? undefined : strikePlainly(desk, exchange, fault);
  if (plain !== undefined) {
    note({ ...turnedAway, ...named(fault), ...(plain === 'no answer' ? {} : { status: plain }) });
    return;
  }
  await accept(desk, exchange, order, fault, note);
}

/** For a request whose connection is closed before its body was read. */
export function noteSubmission(desk: Desk, exchange: Exchange, outcome: Outcome): void {
  const { request, call, bodyText, key } = exchange;
  desk.ledger.recordSubmission({
    at: Date.now(),
    provider: desk.vendor.id,
    path: call.path,
    bodyHash: hashOf(bodyText),
    bodyBytes: Buffer.byteLength(bodyText),
    body: withoutPictures(call.body),
    headerNames: headerNamesOf(request),
    ...(key === undefined ? {} : { keyFingerprint: fingerprintOf(key) }),
    ...outcome,
  });
  desk.save();
}

async function accept(
  desk: Desk,
  exchange: Exchange,
  order: Order,
  fault: Fault | undefined,
  note: (outcome: Outcome) => void,
): Promise<void> {
  const { vendor, jobs } = desk;
  const { call, response } = exchange;
  const job = jobs.accept(vendor, order);
  // Where the filter has no refusal of its own, it speaks through the job's end.
  if (fault?.kind === 'moderation') job.verdict = 'moderation';
  const answer =
    fault?.kind === 'no-id' ? vendor.acceptedWithoutId() : vendor.accepted(jobs.view(vendor, job, call.origin));
  const silent = fault?.kind === 'reset-after-accept' || fault?.kind === 'timeout-after-accept';
  const billedDollars = vendor.dollarsFor?.(order);
  note({
    ...taken,
    ...(billedDollars === undefined ? {} : { billedDollars }),
    jobId: job.id,
    ...named(fault),
    ...(silent ? {} : { status: answer.status }),
    ...(order.picture === undefined ? {} : { picture: order.picture }),
  });
  if (fault?.kind === 'reset-after-accept') resetConnection(response);
  else if (fault?.kind === 'truncated') sendCut(response, answer);
  else if (order.heldOpen || fault?.kind === 'held-open') await holdOpen(desk, exchange, job);
  else if (!silent) sendAnswer(response, answer);
}

/** Keeps the connection until the clip is finished, then answers with the clip itself. */
async function holdOpen(desk: Desk, exchange: Exchange, job: SimulatedJob): Promise<void> {
  const { vendor, jobs, clock } = desk;
  const { response, call } = exchange;
  while (jobs.remainingMs(job) > 0 && !response.destroyed) {
    // Short steps, so that a change of speed is felt.
    await sleep(Math.min(100, jobs.remainingMs(job) / clock.speed()), undefined, { ref: false });
  }
  if (response.destroyed) return;
  const view = jobs.view(vendor, job, call.origin);
  if (job.verdict !== 'succeeded' && vendor.refunds(job.verdict)) desk.ledger.refund(job.id);
  desk.save();
  sendAnswer(response, vendor.heldOpenAnswer?.(view) ?? vendor.accepted(view));
}

function faultFor(desk: Desk, exchange: Exchange, order: Order): Fault | undefined {
  const mark = marksIn(order.prompt).find((one) => one.stage === 'submit');
  if (mark !== undefined && (mark.when === 'always' || firstTime(desk, `${hashOf(exchange.bodyText)} ${mark.kind}`))) {
    return { kind: mark.kind, retryAfterSeconds: 2 };
  }
  const wants = (kind: string) =>
    kind !== 'close' && (kind !== 'held-open' || desk.vendor.heldOpenAnswer !== undefined);
  return desk.faults.take(desk.vendor.id, 'submit', wants);
}

function firstTime(desk: Desk, name: string): boolean {
  const seen = struck.get(desk) ?? new Set<string>();
  struck.set(desk, seen);
  if (seen.has(name)) return false;
  seen.add(name);
  return true;
}

function named(fault: Fault | undefined): Partial<Submission> {
  return fault === undefined ? {} : { fault: fault.kind };
}

function withoutPictures(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const short = (value: unknown) =>
    typeof value === 'string' && value.startsWith('data:') ? `${value.slice(0, 40)}…` : value;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, short(value)]));
}
