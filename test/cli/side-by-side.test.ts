import { mkdtempSync, rmSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createApp } from '../../src/main/app.ts';
import { createBrowserHost } from '../../src/main/hosts/browser/host.ts';
import { readPlate } from '../../src/main/hosts/door/door-plate.ts';
import { startSimulator } from '../../src/main/simulator/index.ts';
import { novitaOf, runCli, type CliOptions, type Ended } from './cli-rig.ts';

/** Commands on one data folder at the same time: one has the core, the others come in through its door and outlive it. */

// Each command is a process that has to start.
vi.setConfig({ testTimeout: 180_000 });

/** Nothing is ever ready; a clip in two seconds, and a slow one in twenty; everything at once. */
const [standing, walking, flying] = [0.001, 40, 2000];

let simulator: Awaited<ReturnType<typeof startSimulator>>;
let folder: string;

beforeAll(async () => {
  const clipsFolder = join(import.meta.dirname, '..', '..', 'resources', 'demo');
  simulator = await startSimulator({ clipsFolder });
});
afterAll(() => simulator.stop());
beforeEach(() => {
  simulator.clock.setSpeed(standing);
  folder = mkdtempSync(join(tmpdir(), 'conch-cli-side-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function cli(words: string[], change: Partial<CliOptions> = {}): Promise<Ended> {
  return runCli(words, { dataFolder: folder, environment: novitaOf(simulator), ...change });
}

/** What reached the provider with this prompt. */
function sent(prompt: string) {
  return simulator.ledger.state().submissions.filter(({ body }) => JSON.stringify(body).includes(prompt));
}
function prompted(mark = ''): string {
  return `A calm sea ${crypto.randomUUID()} ${mark}`.trim();
}

/** A command that has the core and is at work; it is given back with what becomes of it. */
async function atWork(prompt: string): Promise<{ child: ChildProcess; ended: Promise<Ended> }> {
  const started = Promise.withResolvers<ChildProcess>();
  const ended = cli(['generate', '--prompt', prompt, '--wait', '--json'], { meanwhile: started.resolve });
  await expect.poll(() => sent(prompt).length, { timeout: 60_000 }).toBe(1);
  return { child: await started.promise, ended };
}

it('while one waits for its clips, others look, send and pause', async () => {
  const [long, short] = [prompted(), prompted()];
  const first = await atWork(long);
  expect((await cli(['list', '--json'])).lines()).toMatchObject([{ type: 'clip', state: 'waiting' }]);
  const other = await cli(['generate', '--prompt', short, '--json']);
  expect([other.code, other.stderr]).toEqual([0, '']);
  expect(sent(short)).toHaveLength(1);
  const environment = { ...novitaOf(simulator), CONCH_PIXAZO_KEY: 'only-in-this-terminal' };
  const keyless = await cli(['generate', '--provider', 'pixazo', '--prompt', short], { environment });
  expect([keyless.code, keyless.stderr]).toEqual([3, expect.stringContaining('Another command is at work')]);
  const paused = await cli(['queue', 'pause']);
  expect([paused.code, paused.stderr]).toEqual([0, '']);
  const held = await cli(['generate', '--prompt', short]);
  expect([held.code, held.stderr]).toEqual([5, expect.stringContaining('“queue resume” goes on')]);
  // What has left is looked after all the same.
  simulator.clock.setSpeed(flying);
  expect((await first.ended).code).toBe(0);
  expect([sent(long).length, sent(short).length]).toEqual([1, 1]);
});

it.each(['ends', 'is stopped', 'is killed'])('what the others wait for goes on when the first one %s', async (how) => {
  const long = prompted('#slow');
  const first = await atWork(prompted());
  const others = ['one', 'two'].map((which) =>
    cli(['generate', '--prompt', `${which} ${long}`, '--wait', '--json'], { killAfterMs: 120_000 }),
  );
  await expect.poll(() => sent(long).length, { timeout: 60_000 }).toBe(2);
  if (how === 'is stopped') first.child.kill('SIGINT');
  if (how === 'is killed') first.child.kill('SIGKILL');
  if (how === 'ends') simulator.clock.setSpeed(walking);
  expect((await first.ended).code).toBe(how === 'ends' ? 0 : how === 'is stopped' ? 130 : null);
  simulator.clock.setSpeed(flying);
  for (const { code, stderr, lines } of await Promise.all(others)) {
    expect([code, stderr, lines().map(({ state }) => state)]).toEqual([0, '', ['done']]);
  }
  expect(sent(long).filter(({ billed }) => billed)).toHaveLength(2);
});

it('a window that finds the folder taken by a command says so and leaves', async () => {
  const first = await atWork(prompted());
  expect((await readPlate(folder))?.holder).toBe('command');
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const host = createBrowserHost({ dataFolder: folder, version: '0.0.0', environment: {}, log });
  const startSimulatorNever = () => Promise.reject(new Error('no demo'));
  await expect(
    createApp(host, { rendererFolder: '', demo: false, startSimulator: startSimulatorNever }),
  ).rejects.toThrow(/already open with this data folder/);
  // And the command is not disturbed.
  simulator.clock.setSpeed(flying);
  expect((await first.ended).code).toBe(0);
});
