import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';

export const root = dirname(import.meta.dirname);

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a program in the repository's folder until it ends, with the person's terminal as its own. A signal for this
 * script is passed on, so that the program can end in order. Rejects when the program cannot be started.
 *
 * @param quiet sends standard output to standard error, which keeps the former for whoever reads it
 */
export async function runProgram(command: string, words: readonly string[], quiet = false): Promise<Ended> {
  const child = spawn(command, words, { cwd: root, stdio: ['inherit', quiet ? 2 : 'inherit', 'inherit'] });
  const forward = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, forward);
  try {
    await once(child, 'exit');
  } finally {
    for (const signal of passedOn) process.off(signal, forward);
  }
  return { code: child.exitCode, signal: child.signalCode };
}

/** Runs a script with the Node that runs this one and gives back its exit code; 1 when a signal ended it. */
export async function runScript(path: string, words: readonly string[] = [], quiet = false): Promise<number> {
  const { code } = await runProgram(process.execPath, [path, ...words], quiet);
  return code ?? 1;
}
