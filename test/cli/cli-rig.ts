import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { Simulator } from '../support/simulator.ts';

/** The command line as a process of its own, straight from its source. */

const script = join(import.meta.dirname, '..', '..', 'src', 'main', 'hosts', 'cli', 'index.ts');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  /** The lines of standard output, with --json. */
  lines(): z.infer<typeof lineSchema>[];
}

const lineSchema = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  state: z.string().optional(),
  path: z.string().optional(),
  kind: z.string().optional(),
  message: z.string().optional(),
  line: z.number().optional(),
});

export interface CliOptions {
  dataFolder: string;
  environment?: Record<string, string>;
  workingFolder?: string;
  /** Given the process once it runs, e.g. to stop it. */
  meanwhile?(child: ChildProcess): void;
  /** For a command that must end by itself: it is killed, and its code is `null`. */
  killAfterMs?: number;
}

export async function runCli(words: string[], options: CliOptions): Promise<Ended> {
  const { dataFolder, environment = {}, workingFolder = dataFolder, meanwhile, killAfterMs } = options;
  const child = spawn(process.execPath, [script, ...words], {
    cwd: workingFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], CONCH_DATA_DIR: dataFolder, CONCH_POLL_MS: '200', ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exited = once(child, 'close');
  meanwhile?.(child);
  const killing = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  await exited;
  clearTimeout(killing);
  return {
    code: child.exitCode,
    stdout,
    stderr,
    lines: () =>
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => lineSchema.parse(JSON.parse(line))),
  };
}

/** The simulated Novita and a key for it. */
export function novitaOf({ origins }: Pick<Simulator, 'origins'>): Record<string, string> {
  return { CONCH_NOVITA_URL: origins['novita'] ?? '', CONCH_NOVITA_KEY: 'a-key-for-the-command-line' };
}
