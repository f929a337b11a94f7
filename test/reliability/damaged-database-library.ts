import { createHash } from 'node:crypto';
import { cpSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '../../src/shared/failure.ts';
import { advance, type JobEvent } from '../../src/shared/advance.ts';
import { isIn, type Asset, type Intent, type Job } from '../../src/shared/job.ts';
import { createBackups } from '../../src/main/library/backups.ts';
import { openJobStore } from '../../src/main/library/job-store.ts';
import { openJournal } from '../../src/main/library/journal.ts';
import { sidecarFor } from '../../src/main/library/sidecar.ts';
import type { Dice } from './seeded-dice.ts';

/** What was true before the damage. */
export interface Truth {
  /** Everything that may have cost money, as it was last. */
  sent: Map<string, Job>;
  /** Never sent. */
  unsent: Set<string>;
  deleted: Set<string>;
}

const base = 1_795_000_000_000;

const deferral = (at: number): JobEvent => ({
  type: 'submit-deferred',
  at,
  failure: failure('network', 'The provider could not be reached.'),
  dueAt: at + 1000,
});

/**
 * A data folder as a core that was killed leaves it: jobs in every state, a journal of SQLite that is not folded in,
 * a backup from halfway, clips with sidecars. `old-wal` beside it holds SQLite's journal of an earlier day.
 */
export async function buildLibrary(folder: string, dice: Dice, jobsInAll: number): Promise<Truth> {
  const made = `${folder}.open`;
  mkdirSync(join(made, 'library', '2026-11'), { recursive: true });
  const path = join(made, 'conch.db');
  const { store } = openJobStore(path);
  const journal = openJournal(join(made, 'journal'));
  const truth: Truth = { sent: new Map(), unsent: new Set(), deleted: new Set() };
  let now = base;

  function happen(job: Job, event: JobEvent): Job {
    const after = advance(job, event);
    // The same order as in the ledger: an intent goes to the journal first, everything else to the store.
    if (event.type === 'submit-started') journal.write(after);
    store.save(after);
    if (event.type !== 'submit-started' && event.type !== 'poll-succeeded') journal.write(after);
    return after;
  }

  function make(kind: number): void {
    const id = dice.uuid();
    const prompt = `clip ${kind} ${'word '.repeat(dice.between(5, 300))}`;
    const request = { providerId: 'novita', modelId: 'minimax-hailuo-02', prompt };
    now += 1000;
    let { job } = store.create({ id, at: now, request });
    if (kind === 0) {
      truth.unsent.add(id);
      return;
    }
    const intent: Intent = {
      sentAt: now,
      origin: 'https://api.novita.ai',
      keyFingerprint: '0011aabb',
      requestHash: createHash('sha256').update(prompt).digest('hex'),
    };
    job = happen(job, { type: 'submit-started', at: (now += 5), intent });
    if (kind === 1) {
      // Turned away, and waiting for its next turn.
      happen(job, deferral((now += 5)));
      truth.unsent.add(id);
      return;
    }
    const remote = { id: `task-${dice.uuid()}` };
    const why = failure('outcome-unknown', 'The answer was cut off.', { charged: 'unknown' });
    if (kind === 3) job = happen(job, { type: 'submit-unclear', at: (now += 5), failure: why });
    if (kind >= 4) job = happen(job, { type: 'submit-accepted', at: (now += 5), remote, dueAt: now + 8000 });
    if (kind === 5) job = happen(job, { type: 'poll-failed', at: (now += 5), failure: why });
    if (kind === 6) job = happen(job, { type: 'cancel-asked', at: (now += 5) });
    if (kind >= 7) {
      const outputs = [{ url: `https://cdn.example/${remote.id}.mp4` }];
      job = happen(job, { type: 'poll-succeeded', at: (now += 5), remote, outputs });
    }
    if (kind >= 8 && isIn(job, 'downloading')) {
      const asset = writeClip(join(made, 'library'), job, dice);
      job = happen(job, { type: 'download-finished', at: (now += 5), asset });
    }
    if (kind === 9 && dice.roll() < 0.3) {
      store.remove(id);
      journal.forget(id);
      truth.deleted.add(id);
      return;
    }
    truth.sent.set(id, job);
  }

  const half = Math.floor(jobsInAll / 2);
  for (let number = 0; number < half; number += 1) make(number % 10);
  copyFileSync(`${path}-wal`, `${folder}.old-wal`);
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  await createBackups({
    folder: join(made, 'backups'),
    store,
    forgotten: () => truth.deleted,
    hasRoom: async () => true,
    clock: { now: () => now, after: () => () => {} },
    log: silent,
  }).run();
  for (let number = half; number < jobsInAll; number += 1) make(number % 10);
  // Copied while it is open: nothing is folded in and nothing is closed, just as after a kill.
  cpSync(made, folder, { recursive: true });
  store.close();
  journal.close();
  return truth;
}

function writeClip(library: string, job: Job, dice: Dice): Asset {
  if (!isIn(job, 'downloading')) throw new Error('only a clip that is being fetched becomes one');
  const bytes = Buffer.from(Array.from({ length: 200 }, () => dice.between(0, 255)));
  const asset: Asset = {
    path: `2026-11/${job.id}.mp4`,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    type: 'video/mp4',
    poster: false,
  };
  const facts = { savedAt: job.updatedAt, providerName: 'Novita', version: '0.0.0' };
  writeFileSync(join(library, asset.path), bytes);
  writeFileSync(join(library, `2026-11/${job.id}.json`), JSON.stringify(sidecarFor(job, asset, facts)));
  return asset;
}
