import { advance, ImpossibleEvent, type JobEvent, type JobEventType } from '../../shared/advance.ts';
import { failure, type Failure } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { Log } from '../host.ts';
import type { JobStore } from '../library/job-store.ts';
import type { Journal } from '../library/journal.ts';

/**
 * Where events become stored facts: advance, store, then announce, in this order and nowhere else.
 *
 * A fact that cannot be stored (disk full, I/O error) is kept in memory and tried again, because it may be the id of
 * a clip that has been paid for. Only the start of a submit is strict: without a stored intent nothing is sent.
 */
export interface Ledger {
  get(id: string): Job | undefined;
  /** Undefined when the event came too late for the state that the job is in by now. Never throws. */
  record(id: string, event: JobEvent): Job | undefined;
  /** The same, but throws when the result is not on disk. */
  recordSurely(id: string, event: JobEvent): Job | undefined;
  /** Tries to store what could not be stored before. */
  flush(): void;
}

export interface LedgerOptions {
  store: Pick<JobStore, 'get' | 'save'>;
  /** The second memory of everything that may cost money. */
  journal: Pick<Journal, 'write'>;
  log: Log;
  announce(job: Job, before: Job): void;
  raise(failure: Failure): void;
}

export function createLedger({ store, journal, log, announce, raise }: LedgerOptions): Ledger {
  const unsaved = new Map<string, Job>();

  function get(id: string): Job | undefined {
    return unsaved.get(id) ?? store.get(id);
  }

  function next(id: string, event: JobEvent): { before: Job; after: Job } | undefined {
    const before = get(id);
    if (before === undefined) return undefined;
    try {
      return { before, after: advance(before, event) };
    } catch (thrown) {
      if (!(thrown instanceof ImpossibleEvent)) throw thrown;
      log.info('an event came too late', { id, event: event.type, state: before.progress.state });
      return undefined;
    }
  }

  function writeJournal(job: Job, event: JobEvent): void {
    if (!paidFor.has(event.type)) return;
    try {
      journal.write(job);
    } catch {
      log.error('the journal could not be written', { id: job.id, event: event.type });
    }
  }

  return {
    get,
    record(id, event) {
      const change = next(id, event);
      if (change === undefined) return undefined;
      try {
        store.save(change.after);
        unsaved.delete(id);
      } catch {
        const isFirst = !unsaved.has(id);
        unsaved.set(id, change.after);
        log.error('a job could not be stored', { id, event: event.type });
        if (isFirst) raise(cannotStore(change.after));
      }
      writeJournal(change.after, event);
      announce(change.after, change.before);
      return change.after;
    },
    recordSurely(id, event) {
      const change = next(id, event);
      if (change === undefined) return undefined;
      journal.write(change.after);
      store.save(change.after);
      announce(change.after, change.before);
      return change.after;
    },
    flush() {
      for (const [id, job] of unsaved) {
        try {
          store.save(job);
          unsaved.delete(id);
          log.info('a job that could not be stored is stored now', { id });
        } catch {
          // Still no room: it stays in memory, the person has been told, and the next round tries again.
          return;
        }
      }
    },
  };
}

/** Looks that brought nothing new are not worth a flush of the disk. */
const paidFor: ReadonlySet<JobEventType> = new Set([
  'submit-accepted',
  'submit-deferred',
  'submit-rejected',
  'submit-unclear',
  'poll-failed',
  'download-finished',
  'download-failed',
  'cancel-asked',
  'give-up-asked',
  'attach-asked',
  'fetch-asked',
]);

function cannotStore(job: Job): Failure {
  const remoteId = 'remote' in job.progress ? job.progress.remote?.id : undefined;
  const what = remoteId === undefined ? 'A change' : `The provider’s id of a clip (${remoteId})`;
  return failure(
    'disk',
    `${what} could not be written to disk. Free some space: Conch holds it in memory and keeps trying.`,
    {
      stage: 'local',
    },
  );
}
