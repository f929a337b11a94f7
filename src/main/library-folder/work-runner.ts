import { randomUUID } from 'node:crypto';
import { failure, FailureError, failureFrom } from '../../shared/failure.ts';
import type { Work, WorkKind, WorkReport } from '../../shared/work.ts';
import { sentence } from '../../shared/sentence.ts';
import type { Clock, Log } from '../host.ts';

/** Runs one work at a time, and tells how far it is. */
export interface WorkRunner {
  /** The work at hand or the latest one of this run. */
  current(): Work | undefined;
  /** @throws {FailureError} when another one is at work */
  start(kind: WorkKind, run: WorkRun): Work;
  /** Asks it to stop; what has been done stays done. */
  cancel(): void;
  /** The end of the work at hand, however it ends. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface WorkTools {
  readonly id: string;
  /** A run looks at it between files and throws its reason. */
  readonly signal: AbortSignal;
  progressed(done: number, total?: number): void;
}

export type WorkRun = (tools: WorkTools) => Promise<WorkReport>;

export interface WorkRunnerOptions {
  clock: Pick<Clock, 'now'>;
  log: Log;
  announce(work: Work): void;
}

/** More often the eye cannot follow. */
const announceEveryMs = 200;

export function createWorkRunner({ clock, log, announce }: WorkRunnerOptions): WorkRunner {
  let work: Work | undefined;
  let controller = new AbortController();
  let end: Promise<void> = Promise.resolve();
  let announcedAt = 0;

  function become(next: Work): Work {
    work = next;
    announcedAt = clock.now();
    announce(next);
    return next;
  }

  async function follow(begun: Work, run: WorkRun, { signal }: AbortController): Promise<void> {
    try {
      const report = await run({
        id: begun.id,
        signal,
        progressed(done, total) {
          const { total: before } = work ?? begun;
          const known = total ?? before;
          work = { ...begun, done, ...(known !== undefined && { total: known }) };
          if (Math.abs(clock.now() - announcedAt) >= announceEveryMs) become(work);
        },
      });
      become({ ...(work ?? begun), state: 'done', report });
    } catch (thrown) {
      if (signal.aborted) {
        become({ ...(work ?? begun), state: 'stopped' });
        return;
      }
      log.warn('a work on the library failed', { kind: begun.kind });
      become({ ...(work ?? begun), state: 'failed', failure: failureFrom(thrown) });
    }
  }

  return {
    current: () => work,
    start(kind, run) {
      if (work?.state === 'running') throw refuseSecond();
      controller = new AbortController();
      const begun = become({ id: randomUUID(), kind, state: 'running', done: 0 });
      end = follow(begun, run, controller);
      return begun;
    },
    cancel: () => controller.abort(),
    settled: () => end,
    async stop() {
      controller.abort();
      await end;
    },
  };
}

function refuseSecond(): FailureError {
  const message = sentence('Conch is still at work on your library. Wait for it to end, or stop it first.');
  return new FailureError(failure('invalid-request', message, { stage: 'local' }));
}
