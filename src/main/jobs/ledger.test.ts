import { describe, expect, it } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import { noKeeping } from '../../shared/keeping.ts';
import { sampleIntent, sampleJob } from './job-samples.ts';
import { createLedger } from './ledger.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const accepted = { type: 'submit-accepted', at: 1000, remote: { id: 'task-77' }, dueAt: 2000 } as const;

function setUp(first: Job, makeRoom: () => boolean = () => false) {
  const disk = new Map([[first.id, first]]);
  const seen: string[] = [];
  const raised: Failure[] = [];
  const store = {
    full: false,
    get: (id: string) => disk.get(id),
    getMany: (ids: readonly string[]) => ids.flatMap((id) => disk.get(id) ?? []),
    saveAll(jobs: readonly Job[]) {
      if (store.full) throw new Error('SQLITE_FULL');
      for (const job of jobs) disk.set(job.id, job);
      seen.push(`saved ${jobs.length} together`);
    },
    save(job: Job) {
      if (store.full) throw new Error('SQLITE_FULL');
      disk.set(job.id, job);
      seen.push(`saved ${job.progress.state}`);
    },
  };
  const journal = {
    full: false,
    write(job: Job) {
      if (journal.full) throw new Error('ENOSPC');
      seen.push(`journaled ${job.progress.state}`);
    },
    writeAll(jobs: readonly Job[]) {
      if (journal.full) throw new Error('ENOSPC');
      seen.push(`journaled ${jobs.length} together`);
    },
  };
  const ledger = createLedger({
    store,
    journal,
    log: silent,
    announce: (job) => seen.push(`announced ${job.progress.state}`),
    announceMany: (ids) => seen.push(`announced ${ids.length} clips`),
    raise: (value) => raised.push(value),
    makeRoom,
  });
  return { ledger, store, journal, disk, seen, raised, id: first.id };
}

describe('ledger', () => {
  it('stores before it announces', () => {
    const { ledger, seen, id } = setUp(sampleJob({ state: 'submitting', intent: sampleIntent, attempts: 1 }));
    expect(ledger.record(id, accepted)?.progress.state).toBe('waiting');
    expect(seen).toEqual(['journaled waiting', 'saved waiting', 'announced waiting']);
  });

  it('drops an event that came too late, and says nothing about a job that is gone', () => {
    const { ledger, seen, id } = setUp(sampleJob({ state: 'canceled', canceledAt: 1, reason: 'before-sending' }));
    expect(ledger.record(id, accepted)).toBeUndefined();
    expect(ledger.record('no such job', accepted)).toBeUndefined();
    expect(seen).toEqual([]);
  });

  it('an id that cannot be stored is held, shown once, used, and stored as soon as there is room', () => {
    const { ledger, store, disk, raised, id } = setUp(
      sampleJob({ state: 'submitting', intent: sampleIntent, attempts: 1 }),
    );
    store.full = true;
    ledger.record(id, accepted);
    ledger.record(id, { type: 'poll-waiting', at: 1100, remote: { id: 'task-77' }, phase: 'running', dueAt: 3000 });
    expect(raised).toHaveLength(1);
    expect(raised[0]?.message).toContain('task-77');
    expect(disk.get(id)?.progress.state).toBe('submitting');
    expect(ledger.get(id)?.progress).toMatchObject({ state: 'waiting', phase: 'running' });
    ledger.flush();
    store.full = false;
    ledger.flush();
    expect(disk.get(id)?.progress).toMatchObject({ state: 'waiting', remote: { id: 'task-77' } });
  });

  it('an id that the database cannot take is in the journal, and the other way round', () => {
    const start = sampleJob({ state: 'submitting', intent: sampleIntent, attempts: 1 });
    const noDatabase = setUp(start);
    noDatabase.store.full = true;
    noDatabase.ledger.record(noDatabase.id, accepted);
    expect(noDatabase.seen).toContain('journaled waiting');
    const noJournal = setUp(start);
    noJournal.journal.full = true;
    noJournal.ledger.record(noJournal.id, accepted);
    expect(noJournal.seen).toContain('saved waiting');
  });

  it('a look that brought nothing new does not wear out the journal', () => {
    const { ledger, seen, id } = setUp(sampleJob({ state: 'submitting', intent: sampleIntent, attempts: 1 }));
    ledger.record(id, accepted);
    ledger.record(id, { type: 'poll-waiting', at: 1100, remote: { id: 'task-77' }, phase: 'running', dueAt: 3000 });
    expect(seen.filter((entry) => entry.startsWith('journaled'))).toHaveLength(1);
  });

  it('the start of a submit needs the journal as well', () => {
    const { ledger, journal, seen, id } = setUp(sampleJob({ state: 'queued', dueAt: 1, attempts: 0 }));
    journal.full = true;
    expect(() => ledger.recordSurely(id, { type: 'submit-started', at: 1000, intent: sampleIntent })).toThrow('ENOSPC');
    expect(seen).toEqual([]);
  });

  it('the start of a submit is all or nothing: what is not on disk throws and is not announced', () => {
    const { ledger, store, seen, id } = setUp(sampleJob({ state: 'queued', dueAt: 1, attempts: 0 }));
    store.full = true;
    expect(() => ledger.recordSurely(id, { type: 'submit-started', at: 1000, intent: sampleIntent })).toThrow(
      'SQLITE_FULL',
    );
    expect(seen).not.toContain('announced submitting');
    expect(ledger.get(id)?.progress.state).toBe('queued');
  });

  it('the start of a submit replaces what could not be stored before it, so that nothing makes it queued again', () => {
    const { ledger, store, disk, id } = setUp(sampleJob({ state: 'queued', dueAt: 1, attempts: 0 }));
    store.full = true;
    ledger.record(id, { type: 'submit-deferred', at: 900, failure: { kind: 'network', message: '' }, dueAt: 1000 });
    store.full = false;
    ledger.recordSurely(id, { type: 'submit-started', at: 1000, intent: sampleIntent });
    expect(ledger.held(id)).toBeUndefined();
    expect(ledger.record(id, accepted)?.progress.state).toBe('waiting');
    ledger.flush();
    expect(disk.get(id)?.progress).toMatchObject({ state: 'waiting', remote: { id: 'task-77' } });
  });

  it('clips canceled together before they were sent are in the journal, by one flush, and stay canceled', () => {
    const { ledger, journal, seen, id } = setUp(sampleJob({ state: 'queued', dueAt: 1, attempts: 0 }));
    ledger.changeAll([id], () => ({ type: 'cancel-asked', at: 1000 }));
    expect(seen).toEqual(['journaled 1 together', 'saved 1 together', 'announced canceled']);
    seen.length = 0;
    journal.full = true;
    ledger.changeAll([id], () => ({ type: 'kept', at: 1001, keeping: { ...noKeeping(1001), favourite: true } }));
    expect(seen).toEqual(['saved 1 together', 'announced canceled']);
  });
});

describe('room that was kept', () => {
  const first = () => sampleJob({ state: 'submitting', intent: sampleIntent, attempts: 1 });

  it('is given up for an id, at once, and then the id is stored like any other', () => {
    const { ledger, store, disk, raised, seen, id } = setUp(first(), () => {
      store.full = false;
      return true;
    });
    store.full = true;
    ledger.record(id, accepted);
    expect(disk.get(id)?.progress).toMatchObject({ state: 'waiting', remote: { id: 'task-77' } });
    expect([raised, ledger.held(id)]).toEqual([[], undefined]);
    expect(seen).toEqual(['journaled waiting', 'saved waiting', 'announced waiting']);
  });

  it('when even that does not help, the id is held, journaled and shown', () => {
    const { ledger, store, seen, raised, id } = setUp(first(), () => true);
    store.full = true;
    ledger.record(id, accepted);
    expect(ledger.held(id)?.progress.state).toBe('waiting');
    expect(seen).toEqual(['journaled waiting', 'announced waiting']);
    expect(raised[0]?.message).toContain('task-77');
  });

  it('is given up for the journal too, but never for a look that brought nothing', () => {
    let asked = 0;
    const { ledger, store, journal, id } = setUp(first(), () => {
      asked += 1;
      journal.full = false;
      return true;
    });
    journal.full = true;
    ledger.record(id, accepted);
    expect(asked).toBe(1);
    store.full = true;
    ledger.record(id, { type: 'poll-waiting', at: 1100, remote: { id: 'task-77' }, phase: 'running', dueAt: 3000 });
    expect(asked).toBe(1);
  });

  it('an intent that is not stored is taken back from the journal, so that a rebuild does not believe it', () => {
    const { ledger, store, seen, id } = setUp(sampleJob({ state: 'queued', dueAt: 1, attempts: 0 }), () => true);
    store.full = true;
    expect(() => ledger.recordSurely(id, { type: 'submit-started', at: 1, intent: sampleIntent })).toThrow(
      'SQLITE_FULL',
    );
    expect(seen).toEqual(['journaled submitting', 'journaled queued']);
  });

  it('a job that is put off before it was sent does not fill the journal', () => {
    const { ledger, seen, id } = setUp(sampleJob({ state: 'queued', dueAt: 1, attempts: 0 }));
    ledger.record(id, { type: 'submit-deferred', at: 2, failure: { kind: 'disk', message: 'full' }, dueAt: 3 });
    expect(seen).toEqual(['saved queued', 'announced queued']);
  });
});
