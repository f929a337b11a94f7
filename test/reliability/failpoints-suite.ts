import { expect } from 'vitest';
import { evidence } from './evidence.ts';
import { runFailpoints } from './failpoints.ts';
import { countFindings, noFindings } from './money-check.ts';

/** Both tiers: every point is hit every time, and nothing is wrong afterwards. */
export async function expectFailpointsHarmless({ seed, times }: { seed: number; times: number }): Promise<void> {
  const { findings, ...facts } = await runFailpoints({ seed, times });
  const hits = Object.values(facts.hits);
  const runs = hits.reduce((sum, count) => sum + count, 0);
  evidence('failpoints', { seed, runs, failures: countFindings(findings), facts });
  expect(findings).toEqual(noFindings());
  for (const [point, count] of Object.entries(facts.hits)) expect(count, point).toBe(times);
}
