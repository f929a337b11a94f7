import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startSimulator } from '../../src/main/simulator/index.ts';
import { startScriptedServer } from '../support/scripted-server.ts';
import { novitaOf, runCli } from './cli-rig.ts';

/** `… | head -1`: whoever reads the output goes away, and the command ends in order, as with Ctrl+C. */

// Each command is a process that has to start.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-cli-reader-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('what is just leaving is waited for, and nothing becomes unknown', async () => {
  const provider = await startScriptedServer();
  let taken = 0;
  provider.script(({ method }) =>
    // Looks at what was taken are of no interest here.
    method === 'POST' ? { json: { task_id: `task-${(taken += 1)}` }, delayMs: 4000 } : { status: 503 },
  );
  const environment = { CONCH_NOVITA_URL: provider.origin, CONCH_NOVITA_KEY: 'a-key-for-the-command-line' };
  const ended = await runCli(['generate', '--prompt', 'A calm sea', '--takes', '3', '--wait'], {
    dataFolder: folder,
    environment,
    meanwhile: (child) => {
      child.stderr?.on('data', (text: string) => {
        // The next word finds nobody, while the first request is still out.
        if (!text.includes('submitting')) return;
        child.stdout?.destroy();
        child.stderr?.destroy();
      });
    },
  });
  expect(ended.code).toBe(130);
  const states = (await runCli(['list', '--json'], { dataFolder: folder })).lines().map(({ state }) => state);
  expect(taken).toBeGreaterThan(0);
  expect(states.map(String).toSorted()).toEqual([
    ...Array.from({ length: 3 - taken }, () => 'queued'),
    ...Array.from({ length: taken }, () => 'waiting'),
  ]);
  await provider.stop();
});

it('says nothing of it and shows no stack', async () => {
  const clipsFolder = join(import.meta.dirname, '..', '..', 'resources', 'demo');
  const simulator = await startSimulator({ clipsFolder, speed: 250 });
  const ended = await runCli(['generate', '--prompt', 'A calm sea', '--takes', '2', '--wait', '--json'], {
    dataFolder: folder,
    environment: novitaOf(simulator),
    meanwhile: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
  });
  expect([ended.code, ended.stderr]).toEqual([130, '']);
  await simulator.stop();
});
