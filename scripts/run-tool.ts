import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { root, runScript } from './run-program.ts';

const commands = z.object({ bin: z.record(z.string(), z.string()) });

/**
 * Runs a tool of ours from node_modules with the Node that runs this script, its output going straight to the person.
 *
 * @param name the package, e.g. `oxlint`
 * @returns the exit code; 1 when a signal ended it
 */
export async function runTool(name: string, words: readonly string[]): Promise<number> {
  return runScript(await toolPath(name), words);
}

/** The script behind a tool's command. The shims in `.bin` are batch files on Windows, and take the first Node elsewhere. */
export async function toolPath(name: string): Promise<string> {
  const folder = join(root, 'node_modules', name);
  const { bin } = commands.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  const script = Object.values(bin)[0];
  if (script === undefined) throw new Error(`${name} has no command`);
  return join(folder, script);
}
