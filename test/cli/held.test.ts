import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { startSimulator } from '../../src/main/simulator/index.ts';
import { novitaOf, runCli, type Ended } from './cli-rig.ts';

/** What only a person can mend is not waited for: the command ends and says what is needed. */

// Each command is a process that has to start.
vi.setConfig({ testTimeout: 180_000 });

let simulator: Awaited<ReturnType<typeof startSimulator>>;
let folder: string;

beforeAll(async () => {
  const clipsFolder = join(import.meta.dirname, '..', '..', 'resources', 'demo');
  simulator = await startSimulator({ clipsFolder, speed: 250 });
});
afterAll(() => simulator.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-cli-held-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function cli(words: string[], change: { key: boolean } = { key: true }): Promise<Ended> {
  const environment = novitaOf(simulator);
  if (!change.key) delete environment['CONCH_NOVITA_KEY'];
  return runCli(words, { dataFolder: folder, environment, killAfterMs: 40_000 });
}

/** What reached the provider with this prompt. */
function sent(prompt: string) {
  return simulator.ledger.state().submissions.filter(({ body }) => JSON.stringify(body).includes(prompt));
}

it('a key that is missing for clips that wait to be sent; with it, they go at once', async () => {
  const prompt = `A calm sea ${crypto.randomUUID()}`;
  await cli(['queue', 'pause']);
  await cli(['generate', '--prompt', prompt, '--takes', '2']);
  await cli(['queue', 'resume']);
  const keyless = await cli(['queue', '--wait'], { key: false });
  expect([keyless.code, keyless.stderr]).toEqual([5, expect.stringContaining('CONCH_NOVITA_KEY')]);
  expect(keyless.stderr).toContain('2 clips wait for you');
  const script = await cli(['queue', '--wait', '--json'], { key: false });
  expect([script.code, script.lines().at(-1)]).toEqual([
    5,
    expect.objectContaining({ type: 'held', kind: 'key-missing', providerId: 'novita', clips: 2 }),
  ]);
  expect(sent(prompt)).toEqual([]);
  expect((await cli(['queue', '--wait'])).code).toBe(0);
  expect(sent(prompt)).toHaveLength(2);
});

it('a key that is missing for a clip that the provider has', async () => {
  const prompt = `A calm sea ${crypto.randomUUID()} #slow`;
  expect((await cli(['generate', '--prompt', prompt])).code).toBe(0);
  const keyless = await cli(['queue', '--wait'], { key: false });
  expect([keyless.code, keyless.stderr]).toEqual([5, expect.stringContaining('CONCH_NOVITA_KEY')]);
  expect((await cli(['queue', '--wait'])).code).toBe(0);
  expect(sent(prompt)).toHaveLength(1);
});

it('an empty account, with or without --wait', async () => {
  const prompt = `A calm sea ${crypto.randomUUID()} #balance`;
  const waited = await cli(['generate', '--prompt', prompt, '--wait']);
  expect([waited.code, waited.stderr]).toEqual([5, expect.stringContaining('1 clip waits for you')]);
  const left = await cli(['generate', '--prompt', prompt, '--json']);
  expect([left.code, left.lines().at(-1)]).toEqual([5, expect.objectContaining({ type: 'held', kind: 'balance' })]);
});
