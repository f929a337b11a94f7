import { backoffMs } from '../../src/main/jobs/schedule.ts';
import { emptyFindings, type Findings } from './answers-findings.ts';
import { createDice } from './seeded-dice.ts';

const bucketMs = 100;
/** Peak of a 100-ms bucket in terms of the mean that counts as a herd. */
const herdFactor = 3;
/** Kolmogorov-Smirnov: above this times 1/√n, an even spread is refuted at p = 0.01. */
const refutedAt = 1.63;

/** Many clients fail at the same moment: when do they come back, and does any moment see a herd of them? */
export function runJitter(clients: number, seed: number): Findings {
  const findings = emptyFindings(seed);
  const dice = createDice(seed);
  for (let troubles = 0; troubles <= 12; troubles += 1) {
    const ceilingMs = Math.min(60_000, 1000 * 2 ** troubles);
    const waits = Array.from({ length: clients }, () => backoffMs(troubles, dice.roll()));
    findings.runs += clients;
    const peak = peakOf(waits);
    const mean = clients / (ceilingMs / bucketMs);
    if (peak > herdFactor * mean)
      findings.failures.push(`after ${troubles} troubles a bucket holds ${peak}, mean ${mean}`);
    // Below this the floor of 100 ms bends the spread by design.
    if (ceilingMs >= 60_000) {
      const distance = distanceFromEven(waits, ceilingMs) * Math.sqrt(clients);
      findings.facts[`ks-${troubles}`] = Number(distance.toFixed(2));
      if (distance > refutedAt)
        findings.failures.push(`after ${troubles} troubles the spread is not even: ${distance}`);
    }
  }
  return findings;
}

function peakOf(waits: readonly number[]): number {
  const buckets = new Map<number, number>();
  for (const wait of waits) {
    const bucket = Math.floor(wait / bucketMs);
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
  }
  return Math.max(...buckets.values());
}

/** Largest gap between the share of clients that are back and the share of time that has gone. */
function distanceFromEven(waits: readonly number[], ceilingMs: number): number {
  const sorted = waits.toSorted((a, b) => a - b);
  return Math.max(
    ...sorted.map((wait, index) => {
      const even = wait / ceilingMs;
      return Math.max(Math.abs((index + 1) / sorted.length - even), Math.abs(even - index / sorted.length));
    }),
  );
}
