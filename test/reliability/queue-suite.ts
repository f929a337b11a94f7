import { expect } from 'vitest';
import { evidence } from './evidence.ts';
import { countFindings, noFindings } from './money-check.ts';
import { runQueue, type QueueOptions } from './queue-run.ts';

/** Both tiers. */
export async function expectQueueSurvives(options: QueueOptions): Promise<void> {
  const { findings, ...facts } = await runQueue(options);
  const failures = countFindings(findings) + facts.notOnce.length + facts.halfImported.length + facts.sentWhilePaused;
  evidence('queue', { seed: options.seed, runs: options.clips, failures, facts });
  expect(findings).toEqual(noFindings());
  expect(facts.halfImported).toEqual([]);
  expect(facts.notOnce).toEqual([]);
  expect(facts.sentWhilePaused).toBe(0);
  // A queue that was empty when it was paused would prove nothing.
  expect(facts.sentBeforePause).toBeLessThan(options.clips * 0.8);
  expect(facts.done + facts.unknown).toBe(options.clips);
  // Three kills a phase, each with some clips half sent, which only a person may send again.
  expect(facts.done).toBeGreaterThan(options.clips / 2);
}
