import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSimulator } from '../../src/main/simulator/index.ts';
import { novitaOf, runCli, type Ended } from './cli-rig.ts';

/** The queue from the command line: what is held back, what is canceled, and what goes on. */

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
  folder = mkdtempSync(join(tmpdir(), 'conch-cli-queue-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function cli(words: string[]): Promise<Ended> {
  return runCli(words, { dataFolder: folder, environment: novitaOf(simulator) });
}

/** What reached the provider with this prompt. */
function sent(prompt: string) {
  return simulator.ledger.state().submissions.filter(({ body }) => JSON.stringify(body).includes(prompt));
}
function prompted(): string {
  return `A calm sea ${crypto.randomUUID()}`;
}

describe('queue', () => {
  it('holds back what is paused, says so, and sends it once when it goes on', async () => {
    const prompt = prompted();
    expect((await cli(['queue', 'pause'])).code).toBe(0);
    const waited = await cli(['generate', '--prompt', prompt, '--wait', '--json']);
    expect(waited.code).toBe(5);
    const [clip, held] = waited.lines();
    expect(held).toMatchObject({ type: 'held', kind: 'paused', clips: 1 });
    const id = clip?.id ?? '';
    const again = await cli(['generate', '--prompt', `${prompt} too`]);
    expect([again.code, again.stderr]).toEqual([5, expect.stringContaining('“queue resume” goes on')]);
    const shown = await cli(['queue', '--json']);
    expect(shown.lines().map(({ type }) => type)).toEqual(['queue', 'provider', 'clip', 'clip']);
    expect(shown.lines()[1]).toMatchObject({ providerId: 'novita', queued: 2, inTheMaking: 0 });
    expect((await cli(['queue', 'cancel', id])).code).toBe(0);
    expect(sent(prompt)).toEqual([]);
    expect((await cli(['queue', 'resume'])).code).toBe(0);
    expect((await cli(['queue', '--wait'])).code).toBe(0);
    expect(sent(prompt).filter(({ billed }) => billed)).toHaveLength(1);
    expect((await cli(['show', id, '--json'])).lines()[0]).toMatchObject({ state: 'canceled' });
  });

  it('does not wait for a provider that was stopped, and goes on when it is told to', async () => {
    const bad = `${prompted()} #moderation`;
    expect((await cli(['generate', '--prompt', bad, '--takes', '3', '--wait'])).code).toBe(4);
    const prompt = prompted();
    expect((await cli(['generate', '--prompt', prompt, '--wait'])).code).toBe(5);
    expect((await cli(['queue'])).stdout).toContain('Stopped: ');
    expect(sent(prompt)).toEqual([]);
    expect((await cli(['queue', 'go-on', 'novita'])).code).toBe(0);
    expect((await cli(['queue', '--wait'])).code).toBe(0);
    expect(sent(prompt)).toHaveLength(1);
  });

  it('wants to be told what to cancel', async () => {
    const prompt = prompted();
    await cli(['queue', 'pause', 'novita']);
    await cli(['generate', '--prompt', prompt]);
    for (const words of [
      ['queue', 'cancel'],
      ['queue', 'dance'],
      ['queue', 'go-on'],
      ['queue', 'pause', '--wait'],
    ]) {
      expect((await cli(words)).code, words.join(' ')).toBe(2);
    }
    expect((await cli(['queue', 'pause', 'nobody'])).code).toBe(3);
    expect((await cli(['queue', 'cancel', 'all', '--json'])).lines()[0]).toMatchObject({ type: 'queue', changed: 1 });
    expect(sent(prompt)).toEqual([]);
  });
});
