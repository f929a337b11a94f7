import { expect } from 'vitest';
import { evidence } from './evidence.ts';
import { runKills } from './kill.ts';
import { countFindings, noFindings } from './money-check.ts';

/** Both tiers: so many kills, at least `leastPerState` of them with a job in each state, and nothing wrong anywhere. */
export async function expectKillsHarmless(options: {
  seed: number;
  kills: number;
  leastPerState: number;
}): Promise<void> {
  const { seed, leastPerState } = options;
  const { findings, ...facts } = await runKills(options);
  evidence('kill', { seed, runs: facts.effectiveKills, failures: countFindings(findings), facts });
  expect(findings).toEqual(noFindings());
  expect(facts.effectiveKills).toBeGreaterThanOrEqual(options.kills);
  for (const [state, kills] of Object.entries(facts.killsWithJobIn)) {
    expect(kills, `kills with a job ${state}`).toBeGreaterThanOrEqual(leastPerState);
  }
  // A suite in which nothing is paid or finished would prove nothing.
  expect(facts.billed).toBeGreaterThan(facts.intents / 4);
  expect(facts.ends['done'] ?? 0).toBeGreaterThan(facts.intents / 10);
}
