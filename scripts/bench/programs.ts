import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { root } from '../run-program.ts';

/** Runs the programs that are measured or that answer, each in a process of its own. */

export interface Provider {
  origin: string;
  stop(): Promise<void>;
}

const providerProgram = fileURLToPath(new URL('provider-program.ts', import.meta.url));

/** @param speed simulated seconds in a real one */
export async function startProvider(clipPath: string, speed: number): Promise<Provider> {
  const child = spawn(process.execPath, [providerProgram, clipPath, String(speed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await firstLine(child);
  return {
    origin,
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

/** Runs to the end. Rejects when the program could not be started or failed. */
export async function runProgram(
  command: string,
  words: readonly string[],
  watch: (child: ChildProcess) => void = () => {},
): Promise<string> {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  watch(child);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`);
  return output;
}

export interface RunningHost {
  /** With the one-time token. */
  url: string;
  /** From the start of the process until it said that it is ready. */
  readyMs: number;
  /** Ends it in order; with `SIGKILL`, not so. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const readySchema = z.object({ ready: z.literal(true), url: z.string() });

/** The built browser host over a data folder; without an environment it has no key and no network. */
export async function startHost(dataFolder: string, environment: Record<string, string> = {}): Promise<RunningHost> {
  const startedAt = performance.now();
  const words = [join(root, 'out', 'main', 'web.js'), '--data-dir', dataFolder, '--port', '0', '--no-open'];
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'], ...environment },
  });
  const { url } = readySchema.parse(JSON.parse(await firstLine(child)));
  const readyMs = performance.now() - startedAt;
  return {
    url,
    readyMs,
    async stop(signal = 'SIGTERM') {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const [line, ...rest] = text.split('\n');
    if (line !== undefined && rest.length > 0) return line;
  }
  throw new Error('the program ended before it was ready');
}
