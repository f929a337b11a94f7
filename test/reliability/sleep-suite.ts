import { expect } from 'vitest';
import { evidence } from './evidence.ts';
import { countFindings, noFindings } from './money-check.ts';
import { runSleeps, type SleepOptions } from './sleep.ts';

/** Both tiers: whatever was waiting is looked at within 15 s of waking, and nothing is sent twice. */
export async function expectQuickWaking(options: SleepOptions): Promise<void> {
  const { findings, ...facts } = await runSleeps(options);
  const failures = countFindings(findings) + facts.notLookedAt;
  evidence('sleep', { seed: options.seed, runs: facts.due, failures, facts });
  expect(findings).toEqual(noFindings());
  expect(facts.notLookedAt).toBe(0);
  expect(facts.due).toBeGreaterThan(options.sleeps);
}
