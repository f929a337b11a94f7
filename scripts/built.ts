import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runScript } from './run-program.ts';

/** What a whole build leaves behind. */
const products = [
  'out/main/index.js',
  'out/main/web.js',
  'out/main/cli.js',
  'out/main/simulator.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
];
const ingredients = ['electron.vite.config.ts', 'package.json', 'resources/icon.svg', 'resources/icon-small.svg'];

/** Builds when something is missing or older than what it is made of. Its messages go to standard error. */
export async function ensureBuilt(): Promise<boolean> {
  return (await isFresh(root)) || build();
}

/** @returns whether it went well */
export async function build(): Promise<boolean> {
  console.error('Building Conch …');
  const code = await runScript(
    'node_modules/electron-vite/bin/electron-vite.js',
    ['build', '--logLevel', 'error'],
    true,
  );
  if (code !== 0) console.error('The build failed; what it said stands above.');
  return code === 0;
}

/** Whether every product exists and is younger than every source. */
export async function isFresh(folder: string): Promise<boolean> {
  const made = await Promise.all(products.map((path) => changedAt(join(folder, path))));
  const sources = await readdir(join(folder, 'src'), { recursive: true, withFileTypes: true });
  const used = [
    ...ingredients.map((path) => join(folder, path)),
    ...sources
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  ];
  const oldest = Math.min(...made.map((at) => at ?? 0));
  const youngest = Math.max(...(await Promise.all(used.map(changedAt))).map((at) => at ?? 0));
  return oldest > youngest;
}

/** Undefined when it does not exist. */
async function changedAt(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return undefined;
  }
}
