import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp } from '../../src/main/app.ts';
import { createBrowserHost } from '../../src/main/hosts/browser/host.ts';
import { openConnection } from '../../src/main/hosts/cli/connection.ts';
import { openDoor, type Door } from '../../src/main/hosts/door/open-door.ts';

/** The command whose core we use ends in the middle of our call. */

const log = { debug() {}, info() {}, warn() {}, error() {} };
const order = {
  intentId: crypto.randomUUID(),
  request: { providerId: 'novita', modelId: 'minimax-hailuo-02', prompt: 'A calm sea' },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-cli-moving-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A core that stores the clip and is gone before it can say so. */
async function endsBeforeItAnswers(holder: 'window' | 'command') {
  const environment = { CONCH_NOVITA_KEY: 'a-key-for-the-command-line' };
  const host = createBrowserHost({ dataFolder: folder, version: '0.0.0', environment, log });
  const startSimulator = () => Promise.reject(new Error('no demo'));
  const app = await createApp(host, { rendererFolder: '', demo: false, startSimulator });
  const handlers: typeof app.handlers = {
    ...app.handlers,
    'batch.create': async (input) => {
      const answer = await app.handlers['batch.create'](input);
      await door.close();
      await app.stop();
      return answer;
    },
  };
  const door: Door = await openDoor({ dataFolder: folder, core: { ...app, handlers }, log, holder });
  return { connection: await openConnection(host) };
}

it('goes on with a core of our own, and what was stored is not stored twice', async () => {
  const { connection } = await endsBeforeItAnswers('command');
  let moved = 0;
  connection.onMoved(() => (moved += 1));
  const heard: string[] = [];
  connection.client.on('queue.changed', () => heard.push('queue'));
  expect(await connection.client.call('batch.create', { orders: [order] })).toEqual({ created: 0, known: 1 });
  expect(moved).toBe(1);
  // What is told is heard from the new core too.
  await connection.client.call('queue.pause', { of: { what: 'all' } });
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  await connection.close();
});

it('but a window that was closed is said', async () => {
  const { connection } = await endsBeforeItAnswers('window');
  let closed = 0;
  connection.client.onClose(() => (closed += 1));
  await expect(connection.client.call('batch.create', { orders: [order] })).rejects.toMatchObject({
    failure: { kind: 'network' },
  });
  expect(closed).toBe(1);
  await connection.close();
});
