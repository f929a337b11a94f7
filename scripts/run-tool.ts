import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);

/**
 * Runs a tool of ours from node_modules with the Node that runs this script, its output going straight to the person.
 * The `.bin` shims are not used: on Windows they are batch files, and a shell would start another Node.
 *
 * @param name the package, e.g. `oxlint`
 * @returns the exit code; 1 when a signal ended it
 */
export async function runTool(name: string, args: string[], environment: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    void toolPath(name).then((path) => {
      const child = spawn(process.execPath, [path, ...args], {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, ...environment },
      });
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    }, reject);
  });
}

async function toolPath(name: string): Promise<string> {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  const script = Object.values(bin)[0];
  if (script === undefined) throw new Error(`${name} has no command`);
  return join(folder, script);
}
