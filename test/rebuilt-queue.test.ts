import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp, type App } from '../src/main/app.ts';
import { openJournal } from '../src/main/library/journal.ts';
import { openJobStore } from '../src/main/library/job-store.ts';
import { sampleJob } from '../src/main/library/library-rig.ts';
import { plainHost } from './reliability/plain-host.ts';

/** The list of clips is lost, and its backup is older than what a person has canceled or paused since. */

let dataFolder = '';
let app: App | undefined;
beforeEach(() => (dataFolder = mkdtempSync(join(tmpdir(), 'conch-rebuilt-'))));
afterEach(async () => {
  await app?.stop();
  app = undefined;
  rmSync(dataFolder, { recursive: true, force: true });
});

const queued = () => sampleJob({ state: 'queued', dueAt: 0, attempts: 0 }, { sequence: 0 });

function makeLibrary(jobs: ReturnType<typeof queued>[]): void {
  const { store } = openJobStore(join(dataFolder, 'conch.db'));
  store.restore(jobs);
  store.close();
  openJournal(join(dataFolder, 'journal')).close();
}

function keepOnlyTheBackup(): void {
  mkdirSync(join(dataFolder, 'backups'), { recursive: true });
  renameSync(join(dataFolder, 'conch.db'), join(dataFolder, 'backups', 'conch-000001-1000.db'));
}

async function open(): Promise<App> {
  app = await createApp(plainHost(dataFolder), {
    rendererFolder: '/nowhere',
    demo: false,
    startSimulator: () => Promise.reject(new Error('no simulator in here')),
    reserve: { reserveBytes: 0, ballastBytes: 0 },
  });
  await app.start();
  return app;
}

const queueOf = ({ handlers }: App) => handlers['queue.view']({ offset: 0, limit: 10 });

it('what it still has queued is paused, and the person is told, once', async () => {
  makeLibrary([queued(), queued()]);
  keepOnlyTheBackup();
  const first = await open();
  expect(await queueOf(first)).toMatchObject({ pausedAll: true, total: 2 });
  const { notices } = await first.handlers['session.open']({});
  expect(notices).toHaveLength(1);
  expect(notices.filter(({ message }) => message.includes('What waits to be sent is paused'))).toHaveLength(1);
  await first.stop();
  const second = await open();
  expect(await queueOf(second)).toMatchObject({ pausedAll: true, total: 2 });
  expect((await second.handlers['session.open']({})).notices).toEqual([]);
});

it('nothing is paused when nothing is queued, or when nothing was lost', async () => {
  makeLibrary([]);
  keepOnlyTheBackup();
  expect(await queueOf(await open())).toMatchObject({ pausedAll: false });
  await app?.stop();
  rmSync(join(dataFolder, 'conch.db'));
  makeLibrary([queued()]);
  expect(await queueOf(await open())).toMatchObject({ pausedAll: false, total: 1 });
});

it('a clip that was canceled since the backup stays canceled', async () => {
  const [one, other] = [queued(), queued()];
  makeLibrary([one, other]);
  const before = await open();
  await before.handlers['queue.pause']({ of: { what: 'all' } });
  await before.handlers['queue.cancel']({ of: { what: 'clips', ids: [one.id] } });
  await before.stop();
  rmSync(join(dataFolder, 'conch.db'));
  rmSync(join(dataFolder, 'backups'), { recursive: true, force: true });
  makeLibrary([one, other]);
  keepOnlyTheBackup();
  const page = await queueOf(await open());
  expect(page.jobs.map(({ id }) => id)).toEqual([other.id]);
});
