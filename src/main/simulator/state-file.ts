import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/**
 * What survives a restart. Only the frame is checked: the file is written by nothing but this program, and one that
 * does not fit is left aside, because the simulator can always begin afresh.
 */
const stateSchema = z.object({
  version: z.literal(1),
  ports: z.record(z.string(), z.number().int()),
  clock: z.object({ realAt: z.number(), simulatedAt: z.number(), speed: z.number().positive() }),
  jobs: z.array(z.looseObject({ id: z.string(), provider: z.string() })),
  links: z.array(z.looseObject({ target: z.string(), jobId: z.string() })),
  ledger: z.looseObject({ submissions: z.array(z.unknown()) }),
});

export type SavedFrame = z.infer<typeof stateSchema>;

export function readState(path: string): SavedFrame | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const read = stateSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    // Not JSON: a damaged file costs the simulated jobs and nothing else.
    return undefined;
  }
}

/** Whole or not at all: written beside, then renamed over. */
export function writeState(path: string, state: object): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.new`;
  writeFileSync(beside, JSON.stringify(state), { mode: 0o600 });
  renameSync(beside, path);
}
