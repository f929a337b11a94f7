import { expect } from 'vitest';
import { evidence } from './evidence.ts';
import { runHalfOpen, type HalfOpenOptions } from './half-open.ts';
import { countFindings, noFindings } from './money-check.ts';

/** Both tiers: connections that died in a sleep hold nothing up for longer than 15 s. */
export async function expectDeadConnectionsLeft(options: HalfOpenOptions): Promise<void> {
  const { findings, ...facts } = await runHalfOpen(options);
  const failures = countFindings(findings) + facts.notTakenUp;
  evidence('half-open', { seed: options.seed, runs: facts.waiting + facts.downloading, failures, facts });
  expect(findings).toEqual(noFindings());
  expect(facts.notTakenUp).toBe(0);
  expect(facts.forgotten).toBeGreaterThan(options.sleeps);
  expect(facts.waiting).toBeGreaterThan(options.sleeps);
  expect(facts.downloading).toBeGreaterThan(0);
  expect(facts.ends['done'] ?? 0).toBeGreaterThan(options.jobs / 2);
}
