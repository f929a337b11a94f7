import { join } from 'node:path';
import type { Plugin } from 'vite';
import { packageFolderOf, readLicences } from './read-licences.ts';

/** Shipped without passing through a bundle as a module: the program that the window runs in, and the base styles. */
const shippedBeside = ['electron', 'tailwindcss'];

/**
 * Notes every package of which something ends up in a bundle. One collector for all builds of a run: the window's build
 * comes last and writes down what was found in all of them.
 */
export function createLicenceCollector(root: string): { note(): Plugin; write(): Plugin } {
  const folders = new Set<string>(shippedBeside.map((name) => join(root, 'node_modules', name)));

  const noteAll: Plugin['generateBundle'] = (_options, bundle) => {
    for (const part of Object.values(bundle)) {
      if (part.type !== 'chunk') continue;
      for (const [path, { renderedLength }] of Object.entries(part.modules)) {
        const folder = renderedLength > 0 ? packageFolderOf(path) : undefined;
        if (folder !== undefined) folders.add(folder);
      }
    }
  };

  return {
    note: () => ({ name: 'conch:note-licences', apply: 'build', generateBundle: noteAll }),
    write: () => ({
      name: 'conch:write-licences',
      apply: 'build',
      enforce: 'post',
      generateBundle() {
        this.emitFile({
          type: 'asset',
          fileName: 'licences.json',
          source: JSON.stringify({ packages: readLicences(folders) }),
        });
      },
    }),
  };
}
