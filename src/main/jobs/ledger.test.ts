import { describe, expect, it } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import { sampleIntent, sampleJob } from './job-samples.ts';
import { createLedger } from './ledger.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const accepted = { type: 'submit-accepted', at: 1000, remote: { id: 'task-77' }, dueAt: 2000 } as const;

function setUp(first: Job) {
  const disk = new Map([[first.id, first]]);
  const seen: string[] = [];
  const raised: Failure[] = [];
  const store = {
    full: false,
    get: (id: string) => disk.get(id),
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
  };
  const ledger = createLedger({
    store,
    journal,
    log: silent,
    announce: (job) => seen.push(`announced ${job.progress.state}`),
    raise: (value) => raised.push(value),
  });
  return { ledger, store, journal, disk, seen, raised, id: first.id };
}

describe('ledger', () => {
  it('stores before it announces', () => {
    const { ledger, seen, id } = setUp(sampleJob({ state: 'submitting', intent: sampleIntent, attempts: 1 }));
    expect(ledger.record(id, accepted)?.progress.state).toBe('waiting');
    expect(seen).toEqual(['saved waiting', 'journaled waiting', 'announced waiting']);
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
});
