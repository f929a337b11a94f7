import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A program of ours that says on its first line of standard output that it is ready. */
export interface Running {
  /** The ready line, parsed. */
  readonly ready: unknown;
  /** Everything that it has written so far. */
  output(): { stdout: string; stderr: string };
  /** Asks it to end, as a person closing it would, and waits. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

const readyWithinMs = 20_000;
const stopWithinMs = 25_000;

type Child = ChildProcessByStdio<null, Readable, Readable>;
const alive = new Set<Child>();

// The last resort: no program outlives the tests, however they end.
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts `script` with this Node. Only what is named in `environment` and what a program needs to run gets in. */
export async function start(script: string, args: string[], environment: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...bare(), ...environment },
  });
  alive.add(child);
  const exited = once(child, 'exit').finally(() => alive.delete(child));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await exited;
    clearTimeout(timer);
  }

  try {
    const line = await firstLine(child, exited);
    return {
      ready: JSON.parse(line) as unknown,
      output: () => ({ stdout, stderr }),
      stop: async () => end('SIGTERM'),
      kill: async () => end('SIGKILL'),
    };
  } catch (error) {
    await end('SIGKILL');
    throw new Error(`${script} did not become ready.\n${stderr}`, { cause: error });
  }
}

async function firstLine(child: Child, exited: Promise<unknown>): Promise<string> {
  const lines = createInterface({ input: child.stdout });
  const timeout = AbortSignal.timeout(readyWithinMs);
  const line = once(lines, 'line', { signal: timeout }).then(([text]) => String(text));
  const early = exited.then(() => {
    throw new Error('it ended at once');
  });
  early.catch(() => undefined);
  return Promise.race([line, early]);
}

function bare(): Record<string, string> {
  const kept = [
    'PATH',
    'HOME',
    'TMPDIR',
    'TEMP',
    'TMP',
    'SystemRoot',
    'USERPROFILE',
    'APPDATA',
    'LOCALAPPDATA',
    'LANG',
  ];
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
