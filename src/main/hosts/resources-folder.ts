import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/**
 * Where the parts of the program lie that are not code. The bundle may be split into chunks, packed into an archive or
 * run from the repository, so each part is looked for upwards from here.
 */

/** The built window. */
export function rendererFolder(from: readonly string[] = startingPlaces()): string {
  return find(join('out', 'renderer'), from);
}

/** The clips that the simulated providers serve. */
export function demoClipsFolder(from: readonly string[] = startingPlaces()): string {
  return find(join('resources', 'demo'), from);
}

/** Icons, by size: `16.png` … `1024.png`. */
export function iconsFolder(from: readonly string[] = startingPlaces()): string {
  return find(join('resources', 'icons'), from);
}

/** The version in `package.json`. */
export function programVersion(from: readonly string[] = startingPlaces()): string {
  const described: unknown = JSON.parse(readFileSync(find('package.json', from), 'utf8'));
  return z.object({ version: z.string() }).parse(described).version;
}

/** `process.resourcesPath` exists in a packaged Electron app only; what was left outside the archive lies there. */
function startingPlaces(): string[] {
  const { resourcesPath } = process as { resourcesPath?: string };
  return [import.meta.dirname, ...(resourcesPath === undefined ? [] : [resourcesPath])];
}

function find(relativePath: string, from: readonly string[]): string {
  for (const start of from) {
    for (let folder = start; ; folder = dirname(folder)) {
      const path = join(folder, relativePath);
      if (existsSync(path)) return path;
      if (dirname(folder) === folder) break;
    }
  }
  throw new Error(`${relativePath} is missing: the program is not whole. Run npm run build, or install it again.`);
}
