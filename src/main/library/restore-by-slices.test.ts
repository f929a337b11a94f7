import { expect, it } from 'vitest';
import type { Job } from '../../shared/job.ts';
import { sampleJob } from './library-rig.ts';
import { restoreBySlices } from './restore-by-slices.ts';

it('brings in the oldest first, a hundred at a time, and leaves others their turn', async () => {
  const jobs = Array.from({ length: 450 }, (_, number) =>
    sampleJob({ state: 'queued', dueAt: 0, attempts: 0 }, { createdAt: 1000 - number }),
  );
  const steps: (number | 'turn')[] = [];
  const restored: Job[] = [];
  const turns = setInterval(() => steps.push('turn'), 0);
  await restoreBySlices(
    {
      restore(some) {
        for (const until = performance.now() + 5; performance.now() < until;) continue;
        steps.push(some.length);
        restored.push(...some);
      },
    },
    jobs,
  );
  clearInterval(turns);
  expect(steps.filter((step) => step !== 'turn')).toEqual([100, 100, 100, 100, 50]);
  expect(steps.slice(0, steps.indexOf(50))).toContain('turn');
  expect(restored).toEqual(jobs.toReversed());
});
