import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * `core-child.ts` and all that it imports in one file: loading it takes half as long as a hundred small ones, and a
 * suite that kills its core some thousand times loads it as often.
 */
export async function bundleCore(): Promise<{ script: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'conch-core-'));
  await build({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: fileURLToPath(new URL('./core-child.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: true,
      target: 'node24',
    },
    ssr: { noExternal: true },
  });
  return {
    script: join(folder, 'core-child.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
