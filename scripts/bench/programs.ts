import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

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

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const [line, ...rest] = text.split('\n');
    if (line !== undefined && rest.length > 0) return line;
  }
  throw new Error('the program ended before it was ready');
}
