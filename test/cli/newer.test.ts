import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startScriptedServer } from '../support/scripted-server.ts';
import { runCli, type Ended } from './cli-rig.ts';

/** A library of a newer version on the command line: what reads works, everything else is refused in words. */

// Each command is a process that has to start.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-cli-newer-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is listed and shown, and nothing is sent', async () => {
  const provider = await startScriptedServer();
  const environment = { CONCH_NOVITA_URL: provider.origin, CONCH_NOVITA_KEY: 'a-key-for-the-command-line' };
  const cli = (words: string[]): Promise<Ended> => runCli(words, { dataFolder: folder, environment });
  await cli(['queue', 'pause']);
  await cli(['generate', '--prompt', 'A calm sea']);
  const database = new DatabaseSync(join(folder, 'conch.db'));
  database.exec(`PRAGMA user_version = 99; PRAGMA application_id = ${0x43_6f_6e_00 + 99}`);
  database.close();

  const listed = await cli(['list', '--json']);
  const id = listed.lines()[0]?.id ?? '';
  expect([listed.code, id.length]).toEqual([0, 36]);
  const shown = await cli(['show', id]);
  expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('A calm sea')]);
  const queue = await cli(['queue']);
  expect([queue.code, queue.stdout]).toEqual([0, expect.stringContaining(id)]);
  expect(queue.stderr).toContain('newer version');
  // Nobody could.
  expect(queue.stdout).not.toContain('queue resume');

  for (const words of [
    ['generate', '--prompt', 'A storm'],
    ['retry', id],
    ['queue', 'resume'],
    ['queue', '--wait'],
  ]) {
    const refused = await cli(words);
    expect([words, refused.code, refused.stderr]).toEqual([words, 3, expect.stringContaining('newer version')]);
  }
  expect(provider.received).toEqual([]);
  await provider.stop();
});
