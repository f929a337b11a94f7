import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { startSimulator } from '../../src/main/simulator/index.ts';
import { novitaOf, runCli, type Ended } from './cli-rig.ts';

/** Sending several clips again is one act: all of them or none, asked about once, and made once. */

// Each command is a process that has to start.
vi.setConfig({ testTimeout: 120_000 });

let simulator: Awaited<ReturnType<typeof startSimulator>>;
let folder: string;

beforeAll(async () => {
  const clipsFolder = join(import.meta.dirname, '..', '..', 'resources', 'demo');
  simulator = await startSimulator({ clipsFolder, speed: 250 });
});
afterAll(() => simulator.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-cli-retry-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function cli(words: string[]): Promise<Ended> {
  return runCli(words, { dataFolder: folder, environment: novitaOf(simulator) });
}

/** What reached the provider with this prompt. */
function sent(prompt: string) {
  return simulator.ledger.state().submissions.filter(({ body }) => JSON.stringify(body).includes(prompt));
}

/** Clips that were canceled before they left; the queue is left paused. */
async function canceled(prompt: string, takes: number): Promise<string[]> {
  await cli(['queue', 'pause']);
  const words = ['generate', '--prompt', prompt, '--takes', `${takes}`, '--duration', '10', '--confirm', '--json'];
  const ids = (await cli(words)).lines().flatMap(({ type, id }) => (type === 'clip' && id !== undefined ? [id] : []));
  await cli(['queue', 'cancel', 'all']);
  expect([ids.length, sent(prompt).length]).toEqual([takes, 0]);
  return ids;
}

async function queued(): Promise<unknown[]> {
  return (await cli(['list', '--state', 'queued', '--json'])).lines();
}

it('sends none when one of them may not be sent again', async () => {
  const prompt = `A calm sea ${crypto.randomUUID()}`;
  const [one = ''] = await canceled(prompt, 1);
  await cli(['queue', 'resume']);
  const lost = `${prompt} #lost`;
  const [unclear] = (await cli(['generate', '--prompt', lost, '--wait', '--json'])).lines();
  const retried = await cli(['retry', one, unclear?.id ?? '', '--json']);
  expect([retried.code, retried.lines()]).toEqual([
    3,
    [expect.objectContaining({ type: 'failure', message: expect.stringContaining('may have been charged') })],
  ]);
  expect((await cli(['retry', one, crypto.randomUUID()])).code).toBe(3);
  expect([(await queued()).length, sent(prompt).length]).toEqual([0, 1]);
  expect((await cli(['retry', one, unclear?.id ?? '', '--may-cost-twice', '--wait'])).code).toBe(5);
  // The one that was canceled, and the lost one a second time.
  expect([sent(lost).length, sent(prompt).length]).toEqual([2, 3]);
});

it('asks about the sum of all of them', async () => {
  const prompt = `A calm sea ${crypto.randomUUID()}`;
  const ids = await canceled(prompt, 10);
  const asked = await cli(['retry', ...ids, '--json']);
  expect([asked.code, asked.lines()[0]]).toEqual([3, expect.objectContaining({ kind: 'confirm-spending' })]);
  expect([(await queued()).length, sent(prompt).length]).toEqual([0, 0]);
  await cli(['retry', ...ids, '--confirm']);
  expect(await queued()).toHaveLength(10);
});

it('makes each once, though it is named twice or the same act is run again', async () => {
  const prompt = `A calm sea ${crypto.randomUUID()}`;
  const ids = await canceled(prompt, 2);
  await cli(['queue', 'resume']);
  const words = ['retry', ...ids, ids[0]?.toUpperCase() ?? '', '--id', crypto.randomUUID(), '--wait', '--json'];
  const [first, second] = [await cli(words), await cli(words)];
  expect([first.code, second.code]).toEqual([0, 0]);
  expect(second.lines().map(({ id }) => id)).toEqual(first.lines().map(({ id }) => id));
  expect(first.lines()).toHaveLength(2);
  expect(sent(prompt).filter(({ billed }) => billed)).toHaveLength(2);
  expect((await cli(['retry', ...ids, '--wait'])).code).toBe(0);
  expect(sent(prompt)).toHaveLength(4);
});
