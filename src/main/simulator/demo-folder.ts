import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Finds `resources/demo`: beside the packaged program, or in a folder above `from`. The bundle lies elsewhere than the
 * source, so neither may count its levels. Throws when there is none.
 */
export function findDemoFolder(from: string, resourcesPath?: string): string {
  if (resourcesPath !== undefined) {
    const packaged = join(resourcesPath, 'demo');
    if (existsSync(packaged)) return packaged;
  }
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources', 'demo');
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder)
      throw new Error(`No folder above ${from} holds resources/demo with the demo clips.`);
  }
}
