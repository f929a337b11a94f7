import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJobStore } from './job-store.ts';

/** Six hundred clips of one act: their words are taken in later. */
const count = 600;
const drafts = Array.from({ length: count }, (_, number) => ({
  id: randomUUID(),
  at: 1000 + number,
  request: { providerId: 'sample', modelId: 'sample-model', prompt: `A lighthouse, number ${number}` },
}));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-late-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('many clips at once', () => {
  it('are found by their words after a moment, as each is then', async () => {
    const { store } = openJobStore(join(folder, 'conch.db'));
    const jobs = store.createAll(drafts);
    const [first, second] = jobs;
    if (first === undefined || second === undefined) throw new Error('nothing was made');
    const changed = { ...first, request: { ...first.request, prompt: 'A quiet harbour' } };
    store.save(changed);
    store.remove(second.id);
    const found = (search: string): number => store.clips.page({ search }, 0, 1).total;
    expect(found('lighthouse')).toBeLessThan(count - 2);
    await expect.poll(() => found('lighthouse')).toBe(count - 2);
    expect(found('quiet harbour')).toBe(1);
    store.close();
  });

  it('are found again when Conch ended before that, in whatever way', () => {
    const path = join(folder, 'conch.db');
    const { store } = openJobStore(path);
    store.createAll(drafts);
    const killed = join(folder, 'killed.db');
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, killed + suffix);
    expect(store.close()).toBe(true);
    for (const one of [path, killed]) {
      const again = openJobStore(one).store;
      expect(again.clips.page({ search: 'lighthouse' }, 0, 1).total, one).toBe(count);
      again.close();
    }
  });
});
