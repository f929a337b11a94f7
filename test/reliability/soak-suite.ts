import { expect } from 'vitest';
import { evidence } from './evidence.ts';
import { countFindings, noFindings } from './money-check.ts';
import { runSoak, type SoakFigures, type SoakOptions } from './soak.ts';

/** Both tiers: every job ends, nothing is lost, nothing is paid twice. */
export async function expectAllToEnd(options: SoakOptions): Promise<SoakFigures> {
  const figures = await runSoak(options);
  const { findings, ...facts } = figures;
  evidence('soak', { seed: options.seed, runs: facts.intents, failures: countFindings(findings), facts });
  expect(findings).toEqual(noFindings());
  expect(facts.ends['done'] ?? 0).toBeGreaterThan(facts.intents * 0.8);
  const ended = ['done', 'failed', 'unknown'].reduce((sum, state) => sum + (facts.ends[state] ?? 0), 0);
  expect(ended).toBe(facts.intents);
  return figures;
}
