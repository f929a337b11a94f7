import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What hangs at the door of a data folder: where it is, and what has to be said there. Readable by its owner alone. */
export const plateSchema = z.object({
  /** Of a Unix socket or of a named pipe. */
  address: z.string(),
  /** 32 random bytes in hex, made anew at each start. */
  token: z.string().regex(/^[0-9a-f]{64}$/),
  /** Who has the core: a window stays and goes on with what it was given, a command ends when its own work is done. */
  holder: z.enum(['window', 'command']).default('window'),
});
export type Plate = z.infer<typeof plateSchema>;

export function platePath(dataFolder: string): string {
  return join(dataFolder, 'door.json');
}

/** Undefined when there is none, or it cannot be read. */
export async function readPlate(dataFolder: string): Promise<Plate | undefined> {
  try {
    return plateSchema.parse(JSON.parse(await readFile(platePath(dataFolder), 'utf8')));
  } catch {
    return undefined;
  }
}
