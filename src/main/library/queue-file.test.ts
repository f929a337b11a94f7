import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openQueueFile } from './queue-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-queue-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('begins with nothing held back', () => {
  const { content, notices } = openQueueFile(folder);
  expect([content, notices]).toEqual([{ pausedAll: false, providers: {} }, []]);
});

it('gives back what was saved last', async () => {
  const file = openQueueFile(folder);
  const learned = { clips: { most: 4, met: 4, probeAt: 9, probeWaitMs: 60_000 } };
  const latest = { pausedAll: true, providers: { novita: { paused: true, learned } } };
  await Promise.all([file.save({ pausedAll: false, providers: {} }), file.save(latest)]);
  expect(openQueueFile(folder).content).toEqual(latest);
});

it('a damaged file may have held everything back, so nothing is sent until the person says so', () => {
  for (const damaged of ['', '{', '[]', '{"pausedAll":"no"}']) {
    writeFileSync(join(folder, 'queue.json'), damaged);
    const { content, notices } = openQueueFile(folder);
    expect(content.pausedAll, damaged).toBe(true);
    expect(notices).toHaveLength(1);
  }
});

it('a damaged pace costs no pause', () => {
  const content = { pausedAll: false, providers: { novita: { paused: true, learned: { clips: { most: -1 } } } } };
  writeFileSync(join(folder, 'queue.json'), JSON.stringify(content));
  expect(openQueueFile(folder).content).toEqual({ pausedAll: false, providers: { novita: { paused: true } } });
});
