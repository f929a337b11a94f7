import { expect } from 'vitest';
import { runClockJumps, type ClockJumpOptions } from './clock-jumps.ts';
import { evidence } from './evidence.ts';
import { countFindings, noFindings } from './money-check.ts';

/** Both tiers: wherever the clock goes, every waiting clip is asked about again within 15 s, and all of them end. */
export async function expectHarmlessJumps(options: ClockJumpOptions): Promise<void> {
  const { findings, ...facts } = await runClockJumps(options);
  const failures = countFindings(findings) + facts.notLookedAt + facts.notices.length + facts.outOfOrder;
  evidence('clock-jumps', { seed: options.seed, runs: facts.waiting, failures, facts });
  expect(findings).toEqual(noFindings());
  expect(facts.notLookedAt).toBe(0);
  expect(facts.notices).toEqual([]);
  expect(facts.outOfOrder).toBe(0);
  expect(facts.waiting).toBeGreaterThan(options.jumps);
  expect(facts.whileClosed).toBeGreaterThan(0);
  for (const [state, jumps] of Object.entries(facts.jumpsWithJobIn)) expect(jumps, state).toBeGreaterThan(0);
  expect(facts.ends['done'] ?? 0).toBeGreaterThan(options.jobs / 2);
}
