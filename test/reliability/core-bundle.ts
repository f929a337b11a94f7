import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
      rolldownOptions: { output: { entryFileNames: 'core-child.mjs' } },
    },
    ssr: { noExternal: true },
  });
  const script = join(folder, 'core-child.mjs');
  // Once to its end, because a core that is killed leaves no compiled code behind for the next one.
  await once(spawn(process.execPath, [script], { stdio: 'ignore', env: environmentOf(script) }), 'close');
  return {
    script,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What a core is started with: the code of the bundle is compiled once, not at each start. */
export function environmentOf(script: string): Record<string, string> {
  return { NODE_COMPILE_CACHE: join(dirname(script), 'compiled') };
}
