import { advance, ImpossibleEvent, type JobEvent, type JobEventType } from '../../shared/advance.ts';
import { failure, type Failure } from '../../shared/failure.ts';
import { isIn, type Job } from '../../shared/job.ts';
import type { Keeping } from '../../shared/keeping.ts';
import { sentence } from '../../shared/sentence.ts';
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
  /** Those that are there, in any order. */
  getMany(ids: readonly string[]): Job[];
  /** Undefined when the event came too late for the state that the job is in by now. Never throws. */
  record(id: string, event: JobEvent): Job | undefined;
  /** The same, but throws when the result is not on disk. */
  recordSurely(id: string, event: JobEvent): Job | undefined;
  /**
   * What the person adds to clips: all or none, announced together. Clips that are not there any more are left out.
   * Gives back the others as they are now. Throws when it is not on disk.
   */
  keepAll(keepings: ReadonlyMap<string, Keeping>, at: number): Job[];
  /**
   * The same event or none for many clips: all or none, announced together. Those that cannot take it any more are left
   * out. Gives back the others as they are now. Throws when it is not on disk.
   */
  changeAll(ids: readonly string[], eventFor: (job: Job) => JobEvent | undefined): Job[];
  /** A job that could not be stored: as it is, unlike what the store says. */
  held(id: string): Job | undefined;
  /** Whether everything is stored. */
  isSettled(): boolean;
  /** All of these. */
  unsaved(): Iterable<Job>;
  /** Tries to store what could not be stored before. */
  flush(): void;
}

export interface LedgerOptions {
  store: Pick<JobStore, 'get' | 'getMany' | 'save' | 'saveAll'>;
  /** The second memory of everything that may cost money. */
  journal: Pick<Journal, 'write' | 'writeAll'>;
  log: Log;
  announce(job: Job, before: Job): void;
  announceMany(ids: readonly string[]): void;
  raise(failure: Failure): void;
  /** Gives up room that was kept for this moment. False when there is none left to give. */
  makeRoom(): boolean;
}

export function createLedger({ store, journal, log, announce, announceMany, raise, makeRoom }: LedgerOptions): Ledger {
  const unsaved = new Map<string, Job>();

  function get(id: string): Job | undefined {
    return unsaved.get(id) ?? store.get(id);
  }

  function getMany(ids: readonly string[]): Job[] {
    return store.getMany(ids).map((job) => unsaved.get(job.id) ?? job);
  }

  function next(id: string, event: JobEvent): { before: Job; after: Job } | undefined {
    const before = get(id);
    if (before === undefined) return undefined;
    const after = possible(before, event);
    return after && { before, after };
  }

  function possible(before: Job, event: JobEvent): Job | undefined {
    try {
      return advance(before, event);
    } catch (thrown) {
      if (!(thrown instanceof ImpossibleEvent)) throw thrown;
      log.info('an event came too late', { id: before.id, event: event.type, state: before.progress.state });
      return undefined;
    }
  }

  /** Tries once more in the room that was kept, if what is to be written may have cost money. */
  function writing(event: JobEvent, write: () => void): void {
    try {
      write();
    } catch (thrown) {
      if (!paidFor.has(event.type) || !makeRoom()) throw thrown;
      log.warn('room was made for what may have been paid for', { event: event.type });
      write();
    }
  }

  function writeJournal(job: Job, before: Job, event: JobEvent): void {
    // A job that was not sent is not the journal's business, and while the disk is full it is deferred often.
    if (!paidFor.has(event.type) || (event.type === 'submit-deferred' && isIn(before, 'queued'))) return;
    try {
      writing(event, () => journal.write(job));
    } catch {
      log.error('the journal could not be written', { id: job.id, event: event.type });
    }
  }

  function journalCanceled(jobs: readonly Job[]): void {
    if (jobs.length === 0) return;
    try {
      journal.writeAll(jobs);
    } catch {
      log.error('the journal could not be written', { canceled: jobs.length });
    }
  }

  /** Nothing will be sent, and the journal should not say so. If that fails too, it errs to the safe side. */
  function takeBack(before: Job): void {
    try {
      journal.write(before);
    } catch {
      log.warn('the journal holds a request that was never sent', { id: before.id });
    }
  }

  function changeAll(ids: readonly string[], eventFor: (job: Job) => JobEvent | undefined): Job[] {
    const changes = getMany(ids).flatMap((before) => {
      const event = eventFor(before);
      const after = event && possible(before, event);
      return event === undefined || after === undefined ? [] : [{ before, after, event }];
    });
    const after = changes.map((change) => change.after);
    const [first] = changes;
    if (first === undefined) return [];
    // What was never on its way is news to the journal only when it never shall be: an older copy of the list still
    // has it queued. There may be a thousand of them, so they are flushed once.
    const canceled: Job[] = [];
    for (const change of changes) {
      const wasSent = !isIn(change.before, 'queued') || change.before.progress.attempts > 0;
      if (wasSent) writeJournal(change.after, change.before, change.event);
      else if (change.event.type === 'cancel-asked') canceled.push(change.after);
    }
    journalCanceled(canceled);
    store.saveAll(after);
    for (const { id } of after) unsaved.delete(id);
    if (changes.length === 1) announce(first.after, first.before);
    else announceMany(after.map(({ id }) => id));
    return after;
  }

  return {
    get,
    record(id, event) {
      const change = next(id, event);
      if (change === undefined) return undefined;
      // The journal first: should the process die in between, the next start finds it ahead and takes its word.
      writeJournal(change.after, change.before, event);
      try {
        writing(event, () => store.save(change.after));
        unsaved.delete(id);
      } catch {
        const isFirst = !unsaved.has(id);
        unsaved.set(id, change.after);
        log.error('a job could not be stored', { id, event: event.type });
        if (isFirst) raise(cannotStore(change.after));
      }
      announce(change.after, change.before);
      return change.after;
    },
    recordSurely(id, event) {
      const change = next(id, event);
      if (change === undefined) return undefined;
      journal.write(change.after);
      try {
        store.save(change.after);
      } catch (thrown) {
        takeBack(change.before);
        throw thrown;
      }
      // What waited to be stored is older than this: written later, it would put a request that has left in the queue.
      unsaved.delete(id);
      announce(change.after, change.before);
      return change.after;
    },
    getMany,
    keepAll: (keepings, at) =>
      changeAll([...keepings.keys()], ({ id }) => {
        const keeping = keepings.get(id);
        return keeping === undefined ? undefined : { type: 'kept', at, keeping };
      }),
    changeAll,
    held: (id) => unsaved.get(id),
    isSettled: () => unsaved.size === 0,
    unsaved: () => unsaved.values(),
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
  return failure(
    'disk',
    remoteId === undefined
      ? sentence('A change could not be written to disk. Free some space: Conch holds it in memory and keeps trying.')
      : sentence(
          'The provider’s id of a clip ({{remoteId}}) could not be written to disk. Free some space: Conch holds it in memory and keeps trying.',
          { remoteId },
        ),
    {
      stage: 'local',
    },
  );
}
