import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { syncFolder, writeAtomically } from '../disk/atomic-file.ts';

/** What a work on the whole library still has to do, on the disk, so that no restart forgets it. */
export interface OrderFile<Order> {
  /** Undefined when nothing is under way, or what is there is damaged: all these works can be begun anew. */
  read(): Order | undefined;
  /** Throws the system's own error. */
  write(order: Order): Promise<void>;
  clear(): Promise<void>;
}

export function openOrderFile<Order>(dataFolder: string, name: string, schema: z.ZodType<Order>): OrderFile<Order> {
  const path = join(dataFolder, name);
  return {
    read() {
      try {
        return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
      } catch {
        return undefined;
      }
    },
    write: (order) => writeAtomically(path, JSON.stringify(order)),
    async clear() {
      await rm(path, { force: true });
      await syncFolder(dataFolder);
    },
  };
}
