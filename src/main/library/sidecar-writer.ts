import { isIn, type Job } from '../../shared/job.ts';
import type { Clock, Log } from '../host.ts';
import type { JobStore } from './job-store.ts';
import type { MediaStore } from './media-store.ts';

/**
 * Writes what a person adds to clips into the sidecars beside them: some time later, many at once, and never while
 * somebody waits. What is still to be written stands in the database, so that a crash forgets none of it.
 */
export interface SidecarWriter {
  /** Goes on with what an earlier run left. */
  start(): void;
  /** Something is to be written. */
  wake(): void;
  /** Writes a few more, and leaves the rest to the next start. */
  stop(): Promise<void>;
}

export interface SidecarWriterOptions {
  dues: JobStore['sidecarDues'];
  media: Pick<MediaStore, 'writeSidecar'>;
  clock: Pick<Clock, 'after'>;
  log: Log;
}

/** Typing a note changes it with every pause; one writing is enough. */
const calmMs = 2000;
/** A folder that is unplugged may come back. */
const retryMs = 10 * 60_000;
const batch = 64;
/** Files that are flushed at once. */
const atOnce = 8;

export function createSidecarWriter({ dues, media, clock, log }: SidecarWriterOptions): SidecarWriter {
  let cancelNext: () => void = () => {};
  let turn: Promise<void> = Promise.resolve();
  let isPlanned = false;
  let stopped = false;

  function plan(delayMs: number): void {
    if (isPlanned || stopped) return;
    isPlanned = true;
    cancelNext = clock.after(delayMs, () => {
      isPlanned = false;
      turn = turn.then(drain);
    });
  }

  async function writeOne(job: Job): Promise<Job[]> {
    if (!isIn(job, 'done')) return [];
    try {
      return (await media.writeSidecar(job)) ? [job] : [];
    } catch {
      log.warn('a sidecar could not be written', { id: job.id });
      return [];
    }
  }

  /** Gives back the last sequence that was looked at, and whether all could be written; undefined when none was left. */
  async function writeSome(after: number): Promise<{ last: number; all: boolean } | undefined> {
    const jobs = dues.next(batch, after);
    const last = jobs.at(-1)?.sequence;
    if (last === undefined) return undefined;
    const written: Job[] = [];
    for (let from = 0; from < jobs.length; from += atOnce) {
      written.push(...(await Promise.all(jobs.slice(from, from + atOnce).map(writeOne))).flat());
    }
    dues.done(written);
    return { last, all: written.length === jobs.length };
  }

  async function drain(): Promise<void> {
    let isBehind = false;
    try {
      for (let after = 0; !stopped;) {
        const some = await writeSome(after);
        if (some === undefined) break;
        after = some.last;
        isBehind ||= !some.all;
      }
    } catch {
      log.warn('the sidecars could not be brought up to date');
      isBehind = true;
    }
    if (isBehind) plan(retryMs);
  }

  return {
    start: () => plan(calmMs),
    wake() {
      // Once more from now: what is being typed is not done yet.
      cancelNext();
      isPlanned = false;
      plan(calmMs);
    },
    async stop() {
      stopped = true;
      cancelNext();
      await turn;
      await writeSome(0).catch(() => log.warn('the sidecars could not be brought up to date'));
    },
  };
}
