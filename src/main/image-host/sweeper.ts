import { setTimeout as wait } from 'node:timers/promises';
import { failureFrom } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { Clock, Log } from '../host.ts';
import { deletableAt } from './after-use.ts';
import type { Bucket } from './bucket.ts';
import type { BucketLocation } from './location.ts';
import type { Upload, UploadList } from './upload-list.ts';

/** Deletes pictures at the image host once their clips have ended. Never in anybody’s way: it may fail, and comes back. */
export interface Sweeper {
  start(): void;
  /** A clip may have ended. */
  look(): void;
  /** The settings or the key pair have changed: what was refused before may work now. */
  mended(): void;
  /** The same, and resolves when it has been done. */
  sweepNow(): Promise<void>;
  /** An object that is being uploaded at this moment is left alone. */
  hold(name: string): () => void;
  /** Breaks off what is under way; the list remembers it. */
  stop(): Promise<void>;
}

export interface SweeperOptions {
  list: UploadList;
  job(id: string): Job | undefined;
  /** Undefined while there is no key pair. */
  bucketAt(location: BucketLocation): Bucket | undefined;
  clock: Clock;
  log: Log;
  /** How many are left has changed. */
  changed(): void;
}

const firstPauseMs = 5000;
const longestPauseMs = 60 * 60_000;
/** A host that has refused for so long will not be asked for ever. */
const patienceMs = 30 * 24 * 60 * 60_000;
/** Timers stop while a computer sleeps, and links end without anybody saying so. */
const longestNapMs = 10 * 60_000;
const stopGraceMs = 1000;

export function createSweeper({ list, job, bucketAt, clock, log, changed }: SweeperOptions): Sweeper {
  const held = new Set<string>();
  /** By name: what could not be deleted, how often, and until when its host is left alone about it. */
  const resting = new Map<string, { troubles: number; until: number }>();
  const stopped = new AbortController();
  let running = false;
  let cancelNap: () => void = () => {};
  let sweep: Promise<void> | undefined;
  let again = false;

  function napFor(delayMs: number): void {
    cancelNap();
    if (running) cancelNap = clock.after(delayMs, go);
  }

  function go(): void {
    if (!running) return;
    if (sweep !== undefined) {
      again = true;
      return;
    }
    sweep = sweepOnce()
      .catch((thrown: unknown) => {
        log.error('uploaded pictures could not be looked after', {
          name: thrown instanceof Error ? thrown.name : 'unknown',
        });
        return longestNapMs;
      })
      .then((napMs) => {
        sweep = undefined;
        napFor(again ? 0 : napMs);
        again = false;
      });
  }

  /** Gives back how long nothing needs to be done. */
  async function sweepOnce(): Promise<number> {
    let nextAt = clock.now() + longestNapMs;
    for (const upload of list.all()) {
      const endedAt = held.has(upload.name) ? undefined : deletableAt(upload, job(upload.jobId)?.progress);
      if (endedAt === undefined) continue;
      const dueAt = Math.max(endedAt, resting.get(upload.name)?.until ?? 0);
      if (dueAt <= clock.now()) await take(upload);
      else nextAt = Math.min(nextAt, dueAt);
      if (!running) break;
    }
    for (const { until } of resting.values()) nextAt = Math.min(nextAt, until);
    return Math.max(0, nextAt - clock.now());
  }

  async function take(upload: Upload): Promise<void> {
    const bucket = bucketAt(upload.location);
    if (bucket === undefined) return;
    try {
      await bucket.remove(upload.name, upload.versionId, stopped.signal);
    } catch (thrown) {
      if (stopped.signal.aborted) return;
      const why = failureFrom(thrown);
      const facts = { id: upload.jobId, kind: why.kind };
      if (why.vendorCode !== 'NoSuchBucket' && clock.now() - upload.uploadedAt < patienceMs) {
        const troubles = (resting.get(upload.name)?.troubles ?? 0) + 1;
        const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(troubles - 1, 12));
        resting.set(upload.name, { troubles, until: clock.now() + pauseMs });
        log.info('an uploaded picture could not be deleted yet', facts);
        return;
      }
      log.warn('an uploaded picture is given up', facts);
    }
    resting.delete(upload.name);
    // Uploaded anew meanwhile: that one has a deletion of its own.
    if (!held.has(upload.name)) await list.remove(upload);
    changed();
  }

  return {
    start() {
      running = true;
      go();
    },
    look: () => napFor(0),
    mended() {
      resting.clear();
      napFor(0);
    },
    async sweepNow() {
      go();
      await sweep;
    },
    hold(name) {
      held.add(name);
      return () => {
        held.delete(name);
        napFor(0);
      };
    },
    async stop() {
      running = false;
      cancelNap();
      stopped.abort();
      await Promise.race([sweep, wait(stopGraceMs, undefined, { ref: false })]);
    },
  };
}
