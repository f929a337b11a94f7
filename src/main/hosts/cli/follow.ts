import { isIn, type Job } from '../../../shared/job.ts';
import { wordsForHold, type Hold } from './held.ts';
import { exitCodes } from './exit-codes.ts';
import { clipCount } from './printer.ts';
import type { Running } from './run-command.ts';
import { isFinished, isHandedOver, watchClips } from './watch.ts';

/** Sees to it that the clips leave, and with `wait` until they are there. Gives back the exit code. */
export async function follow(ids: readonly string[], wait: boolean, running: Running): Promise<number> {
  const { connection, printer, session, handOverMs, now } = running;
  if (!wait && connection.holder() === 'window') {
    for (const id of ids) printer.clip(await connection.client.call('job.get', { id }), session.libraryFolder);
    return exitCodes.ok;
  }
  // Started before the first look, so that what held a clip back the last time is looked at anew.
  await connection.start();
  const { jobs, held } = await watchClips(connection, ids, {
    isEnough: wait ? isFinished : isHandedOver,
    changed: (job) => {
      if (isFinished(job)) printer.clip(job, session.libraryFolder);
      else printer.progress(job);
    },
    now,
    ...(!wait && { signal: AbortSignal.timeout(handOverMs) }),
  });
  for (const job of jobs) if (!isFinished(job)) printer.clip(job, session.libraryFolder);
  tellHeld(jobs, held, running);
  const kept = jobs.filter((job) => isIn(job, 'queued') && !held.has(job.id)).length;
  if (kept > 0) {
    printer.note(
      `Kept in the queue: ${clipCount(kept)} that could not be sent yet. They go when Conch is open, or with “queue --wait”.`,
    );
  }
  const code = codeFor(jobs);
  if (held.size > 0) return exitCodes.unclear;
  return code === exitCodes.ok && kept > 0 ? exitCodes.kept : code;
}

export function codeFor(jobs: readonly Job[]): number {
  if (jobs.some((job) => isIn(job, 'unknown'))) return exitCodes.unclear;
  return jobs.some((job) => isIn(job, 'failed', 'canceled')) ? exitCodes.failed : exitCodes.ok;
}

/** What is needed, once for all clips that need the same. */
function tellHeld(jobs: readonly Job[], held: ReadonlyMap<string, Hold>, { printer, ...running }: Running): void {
  const told = new Map<string, { providerId: string; kind: string; message: string; clips: number }>();
  for (const { id, request } of jobs) {
    const hold = held.get(id);
    if (hold === undefined) continue;
    const { providerId } = request;
    const message = wordsForHold(hold, providerId, running);
    const kind = 'failure' in hold ? hold.failure.kind : 'paused';
    const same = told.get(message) ?? { providerId, kind, message, clips: 0 };
    told.set(message, { ...same, clips: same.clips + 1 });
  }
  for (const need of told.values())
    printer.held(need, `${clipCount(need.clips)} ${need.clips === 1 ? 'waits' : 'wait'} for you. ${need.message}`);
}
