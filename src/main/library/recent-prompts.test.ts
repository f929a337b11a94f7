import { expect, it } from 'vitest';
import type { Job } from '../../shared/job.ts';
import { sampleJob } from './library-rig.ts';
import { recentPrompts } from './recent-prompts.ts';

/** A library of these prompts, newest first, that gives out pages as the real one does. */
function clipsOf(prompts: readonly string[]) {
  const jobs: Job[] = prompts.map((prompt, index) => {
    const request = { providerId: 'sample', modelId: 'sample-model', prompt };
    return { ...sampleJob({ state: 'queued', dueAt: 0, attempts: 0 }, { request }), createdAt: 1_000_000 - index };
  });
  return {
    page: (_query: object, offset: number, limit: number) => ({
      jobs: jobs.slice(offset, offset + limit),
      offset,
      total: jobs.length,
      revision: 0,
    }),
  };
}

it('each text once, the newest first, with its last time', () => {
  const found = recentPrompts(clipsOf(['A fox ', 'The sea', 'A fox', 'The sea', 'A lighthouse']));
  expect(found).toEqual([
    { text: 'A fox', at: 1_000_000 },
    { text: 'The sea', at: 999_999 },
    { text: 'A lighthouse', at: 999_996 },
  ]);
});

it('thirty at most, found behind hundreds of takes of the same', () => {
  const takes = Array.from({ length: 450 }, () => 'The same again');
  const others = Array.from({ length: 50 }, (_, index) => `Number ${index}`);
  const found = recentPrompts(clipsOf([...takes, ...others]));
  expect(found).toHaveLength(30);
  expect(found[1]?.text).toBe('Number 0');
});

it('none in an empty library', () => {
  expect(recentPrompts(clipsOf([]))).toEqual([]);
});
