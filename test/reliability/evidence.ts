import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a suite of this folder leaves behind: enough to run it again and to say how much it proves. */
export interface Trials {
  seed: number;
  /** How many independent trials there were. */
  runs: number;
  failures: number;
  /** Further figures, as measured. */
  facts?: Record<string, unknown>;
}

const folder = 'test-results';

/** Prints one line of JSON and adds it to `test-results/reliability.ndjson`. */
export function evidence(name: string, { seed, runs, failures, facts }: Trials): void {
  const line = `${JSON.stringify({ name, seed, runs, failures, upperBound95: upperBound95(runs, failures), ...facts })}\n`;
  process.stdout.write(line);
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, 'reliability.ndjson'), line);
}

/** The rule of three: no failure in N trials says, with 95 % confidence, that fewer than 3 in N fail. */
function upperBound95(runs: number, failures: number): number | undefined {
  return runs > 0 && failures === 0 ? 3 / runs : undefined;
}
