import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { taggedEnding } from './tag-part.ts';

/** A download, what is known of it, and its copy with tags; an import receives its clips under ids of their own. */
const partName = new RegExp(`^([0-9a-f-]{36})\\.part(?:\\.json|\\${taggedEnding})?$`);

/** Halves of files in a folder, with the id that each is of. */
export function partsIn(folder: string): { path: string; id: string }[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    // No download yet.
    return [];
  }
  return names.flatMap((name) => {
    const id = partName.exec(name)?.[1];
    return id === undefined ? [] : [{ path: join(folder, name), id }];
  });
}

/** Takes away what a kill has left of clips that the list knows nothing of. Gives back how many files went. */
export async function removeOrphans(
  parts: readonly { path: string; id: string }[],
  isKnown: (id: string) => boolean,
): Promise<number> {
  const orphans = parts.filter(({ id }) => !isKnown(id));
  for (const { path } of orphans) await rm(path, { force: true });
  return orphans.length;
}
