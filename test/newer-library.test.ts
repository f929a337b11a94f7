import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp, type App } from '../src/main/app.ts';
import { openLibraryRig, type LibraryRig } from '../src/main/library-folder/library-folder-rig.ts';
import { openJournal } from '../src/main/library/journal.ts';
import { sampleJob } from '../src/main/library/library-rig.ts';
import { methods, sessionSchema, type MethodName } from '../src/shared/contract.ts';
import { FailureError } from '../src/shared/failure.ts';
import { queueViewSchema } from '../src/shared/queue.ts';
import { spendingSchema } from '../src/shared/spending.ts';
import { waitsSchema } from '../src/shared/wait.ts';
import { plainHost } from './reliability/plain-host.ts';

/** A library that a newer version has written is shown, and not one byte of it changes. */

const fixture = readFileSync(join(import.meta.dirname, 'fixtures/clips/numbered-24.mp4'));
const newer = 99;

let dataFolder = '';
let rig: LibraryRig;
let ids: string[] = [];
let queuedId = '';
beforeEach(() => {
  rig = openLibraryRig();
  const plain = rig.addClip({ content: fixture });
  const request = { ...plain.request, prompt: 'A red kite over the bay' };
  const keeping = { favourite: true, rating: 4, tags: ['sea'], note: '', collectionIds: [], changedAt: 5 };
  ids = [plain.id, rig.addClip({ content: fixture, change: { request, keeping } }).id];
  const queued = sampleJob({ state: 'queued', dueAt: 0, attempts: 0 }, { sequence: 0 });
  rig.store.restore([queued]);
  queuedId = queued.id;
  const journal = openJournal(join(rig.dataFolder, 'journal'));
  journal.writeAll([plain]);
  journal.close();
  mkdirSync(join(rig.dataFolder, 'backups'));
  writeFileSync(join(rig.dataFolder, 'conch.db.closed'), 'a mark of the newer version');
  writeFileSync(join(rig.dataFolder, 'settings.json'), '{"theme":"light","ofTomorrow":true}');
  dataFolder = mkdtempSync(join(tmpdir(), 'conch-newer-'));
});
afterEach(() => {
  rig.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

/** As a version of tomorrow leaves it: more columns, states that nobody knows, checksums of another kind. */
function makeNewer({ isClosed }: { isClosed: boolean }): void {
  const database = new DatabaseSync(join(rig.dataFolder, 'conch.db'));
  database.exec(`ALTER TABLE job ADD COLUMN mood TEXT; UPDATE job SET checksum = 7;
    INSERT INTO job (id, provider_id, state, active, body) VALUES ('11111111-1111-4111-8111-111111111111', 'p', 'dreaming', 0, '{"id":"x"}');
    PRAGMA user_version = ${newer}; PRAGMA application_id = ${0x43_6f_6e_00 + newer};`);
  if (isClosed) {
    rig.store.close();
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
  }
  cpSync(rig.dataFolder, dataFolder, { recursive: true });
  if (!isClosed) database.close();
  expect(existsSync(join(dataFolder, 'conch.db-wal'))).toBe(!isClosed);
}

/** The file that holds the lock is written by whoever opens the folder, and what SQLite shares in memory is no content. */
function hashes(): Record<string, string> {
  const files = readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'lock' && !entry.name.endsWith('-shm'))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((path) => [path.slice(dataFolder.length), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

const open = (): Promise<App> =>
  createApp(plainHost(dataFolder), {
    rendererFolder: '/nowhere',
    demo: true,
    startSimulator: () => Promise.reject(new Error('no simulator in here')),
  });

describe.each([
  ['closed in good order', true],
  ['killed, with a journal of SQLite beside it', false],
])('a library of a newer version, %s', (_how, isClosed) => {
  it('is listed, searched and played; every act is refused in words; not one byte changes', async () => {
    makeNewer({ isClosed });
    const before = hashes();
    const app = await open();
    await app.start();
    const { handlers } = app;
    const session = sessionSchema.parse(await handlers['session.open']({}));
    expect(session.readOnly?.why.message).toContain('newer version');
    expect(session.counts.all).toBe(3);
    expect(session.page.jobs.map(({ id }) => id).toSorted()).toEqual([...ids, queuedId].toSorted());
    expect((await handlers['clip.page']({ query: { search: 'kite' }, offset: 0, limit: 10 })).jobs).toHaveLength(1);
    expect((await handlers['clip.page']({ query: { favourite: true }, offset: 0, limit: 10 })).total).toBe(1);
    expect(await handlers['job.chain']({ id: ids[0] ?? '' })).toMatchObject({ jobs: [{ id: ids[0] }] });
    const clip = await app.respond(
      new Request(`http://conch/media/clips/${ids[1]}`, { headers: { range: 'bytes=0-99' } }),
    );
    expect(clip.status).toBe(206);
    expect(Buffer.from(await clip.arrayBuffer())).toEqual(fixture.subarray(0, 100));

    const spending = await handlers['spending.read']({ timeZone: 'UTC', keptStars: 3 });
    expect(spendingSchema.parse(spending)).toMatchObject({ total: { sent: 2, done: 2 }, kept: { clips: 1 } });
    expect(waitsSchema.parse(await handlers['waits.read']({}))).toMatchObject({ queue: { clips: 0, paused: 1 } });
    const queue = queueViewSchema.parse(await handlers['queue.view']({ offset: 0, limit: 10 }));
    expect(queue).toMatchObject({ pausedAll: true, total: 1, jobs: [{ id: queuedId }] });

    const poster = new Request(`http://conch/media/posters/${ids[1]}`, { method: 'PUT', body: 'RIFF....WEBP' });
    expect((await app.respond(poster)).status).toBe(403);
    let refusals = 0;
    for (const name of Object.keys(methods) as MethodName[]) {
      try {
        await handlers[name]({
          id: ids[0],
          ids,
          query: {},
          offset: 0,
          limit: 1,
          request: { providerId: 'p', modelId: 'm', prompt: '' },
          timeZone: 'UTC',
        } as never);
      } catch (thrown) {
        if (!(thrown instanceof FailureError)) throw thrown;
        if (name === 'asset.reveal') continue;
        refusals += 1;
        expect(thrown.failure.message, name).toContain('newer version');
      }
    }
    expect(refusals).toBeGreaterThan(25);
    await app.stop();
    expect(hashes()).toEqual(before);
  });
});

it('two versions in one file that differ are damage, not a newer library', async () => {
  makeNewer({ isClosed: true });
  const database = new DatabaseSync(join(dataFolder, 'conch.db'));
  database.exec('PRAGMA application_id = 5');
  database.close();
  const app = await open().catch(() => undefined);
  const session = await app?.handlers['session.open']({});
  await app?.stop();
  expect(session).toBeDefined();
  expect(session?.readOnly).toBeUndefined();
});
