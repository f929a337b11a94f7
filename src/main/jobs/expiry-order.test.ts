import { afterEach, expect, it } from 'vitest';
import type { Output } from '../../shared/job.ts';
import type { DownloadOutcome } from '../download/download-output.ts';
import { createRig } from './engine-rig.ts';
import { sampleProvider } from './job-samples.ts';

const minute = 60_000;
const part = { path: '', sizeBytes: 9, sha256: 'a'.repeat(64), type: 'video/mp4' } as const;

let dispose: () => void = () => {};
afterEach(() => dispose());

/** Clips that are finished all at once, with links that live so many minutes (or do not tell), and downloads by hand. */
function downloading(lives: (number | undefined)[]) {
  const begun: string[] = [];
  const holding: ((outcome: DownloadOutcome) => void)[] = [];
  let submitted = 0;
  const provider = sampleProvider({
    pace: { concurrentClips: lives.length, submitGapMs: 0, firstPollMs: 1000, pollMs: 1000 },
    submit: async () => ({ outcome: 'accepted', remote: { id: `task-${submitted++}` } }),
    poll: async ({ id }, { now }) => {
      const life = lives[Number(id.slice('task-'.length))];
      return {
        outcome: 'succeeded',
        outputs: [{ url: `https://files.example/${life}`, ...(life && { expiresAt: now + life * minute }) }],
      };
    },
  });
  const rig = createRig({
    providers: [provider],
    tools: {
      download: ({ url }: Output) => {
        begun.push(url.slice(url.lastIndexOf('/') + 1));
        return new Promise((resolve) => holding.push(resolve));
      },
    },
  });
  dispose = rig.dispose;
  const engine = rig.start();
  for (const _life of lives) rig.create();
  return {
    rig,
    begun,
    async endAll() {
      for (let ended = 0; ended < lives.length; ended += 1) {
        holding[ended]?.({ outcome: 'saved', part });
        await rig.clock.pass(100);
      }
      const stopped = engine.stop();
      await rig.clock.pass(100);
      await stopped;
    },
  };
}

it('fetches the clip first whose link dies first, whatever the order in which they were finished', async () => {
  const { rig, begun, endAll } = downloading([300, 200, 100, 90, 20, undefined, 10, 40]);
  await rig.clock.pass(3000);
  // Three run at once; the others stay in the queue until there is a place.
  expect(begun).toEqual(['10', '20', '40']);
  await endAll();
  // For the one that does not tell stands an hour.
  expect(begun).toEqual(['10', '20', '40', 'undefined', '90', '100', '200', '300']);
});

it('keeps to that order however many are waiting, and goes on asking about the others meanwhile', async () => {
  const many = Array.from({ length: 150 }, (_none, index) => 1000 - index);
  const { rig, begun, endAll } = downloading(many);
  await rig.clock.pass(60_000);
  // All were looked at although no download ends, and nothing but the three that run was taken from the queue.
  expect(rig.store.counts().running).toBe(150);
  expect(rig.store.inState('downloading')).toHaveLength(150);
  expect(begun).toHaveLength(3);
  await endAll();
  const afterTheFirst = begun.slice(3).map(Number);
  expect(afterTheFirst).toEqual(afterTheFirst.toSorted((a, b) => a - b));
  expect(begun).toHaveLength(150);
});
