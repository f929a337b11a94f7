import { expect } from 'vitest';
import { evidence } from './evidence.ts';

/** What a suite of cases found: how many it ran and, in plain words, each that went wrong. */
export interface Findings {
  readonly seed: number;
  runs: number;
  readonly failures: string[];
  readonly facts: Record<string, string | number>;
}

export function emptyFindings(seed: number): Findings {
  return { seed, runs: 0, failures: [], facts: {} };
}

/** How many failures are spelled out; one is often the same as a thousand others. */
const shown = 25;

/** Leaves the figures behind, then demands that nothing went wrong and that enough was tried. */
export function expectSound(name: string, { seed, runs, failures, facts }: Findings, leastRuns: number): void {
  evidence(name, { seed, runs, failures: failures.length, facts });
  expect(failures.slice(0, shown)).toEqual([]);
  expect(runs).toBeGreaterThanOrEqual(leastRuns);
}
