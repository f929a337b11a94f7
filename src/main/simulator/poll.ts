import { sendAnswer, sendCut } from './answer.ts';
import { strikePlainly } from './desk.ts';
import type { Desk, Exchange } from './desk.ts';
import type { Fault, FaultKind } from './faults.ts';
import { isRefusal } from './vendor.ts';
import type { SimulatedJob } from './vendor.ts';

/** Tells how a job stands, or does what the fault of this look says. */
export function answerPoll(desk: Desk, exchange: Exchange): void {
  const { vendor, jobs, ledger } = desk;
  const { call, response } = exchange;
  const read = vendor.readPoll(call);
  if (isRefusal(read)) {
    sendAnswer(response, read.refused, read.reason);
    return;
  }
  for (const id of read.jobIds) ledger.recordPoll(id);
  const found = read.jobIds.flatMap((id) => jobs.find(vendor.id, id) ?? []);
  const [first] = found;
  const fault = first === undefined ? undefined : faultFor(desk, first);
  if (first === undefined || fault?.kind === 'not-visible') {
    sendAnswer(response, vendor.envelopes.noSuchJob(call));
    return;
  }
  if (fault !== undefined && strikePlainly(desk, exchange, fault) !== undefined) return;
  if (fault?.kind === 'failed' || fault?.kind === 'error' || fault?.kind === 'moderation') jobs.end(first, fault.kind);

  const dress = { unknownWord: fault?.kind === 'unknown-word', noUrl: fault?.kind === 'no-url' };
  const views = found.map((job) => jobs.view(vendor, job, call.origin, dress));
  for (const { phase, job } of views) {
    if (phase === 'finished' && vendor.refunds(job.verdict)) ledger.refund(job.id);
  }
  // Only a look at a finished job changes anything that a restart would miss: its end, its refund, a new link.
  if (views.some(({ phase }) => phase === 'finished')) desk.save();
  const answer = vendor.polled(views, call);
  if (fault?.kind === 'truncated') sendCut(response, answer);
  else sendAnswer(response, answer);
}

function faultFor(desk: Desk, job: SimulatedJob): Fault | undefined {
  const finished = desk.jobs.remainingMs(job) === 0;
  const wants = (kind: FaultKind) => kind !== 'close' && (kind !== 'no-url' || finished);
  return desk.jobs.takePlanned(job.id, 'poll') ?? desk.faults.take(desk.vendor.id, 'poll', wants);
}
