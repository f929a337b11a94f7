import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { environmentOf } from './core-bundle.ts';
import type { Order, Report } from './core-messages.ts';

/** A core as a process of its own, loaded and waiting for its first order. */
export interface CoreProcess {
  readonly pid: number;
  /** Its code is in; it can take the first order. */
  readonly loaded: Promise<unknown>;
  send(order: Order): void;
  /** Every report from now on. */
  listen(listener: (report: Report) => void): void;
  /** The next report of this kind. Rejects when the process ends first, or after `withinMs`. */
  next<K extends Report['report']>(kind: K, withinMs?: number): Promise<Extract<Report, { report: K }>>;
  /** Whether it has said that it reached its point, also before anybody listened. */
  hasReached(): boolean;
  /** SIGKILL, if it still lives; resolves when it is gone and everything that it said has been heard. */
  kill(): Promise<void>;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** Resolves when it is gone, in whatever way. */
  readonly gone: Promise<void>;
  alive(): boolean;
  errors(): string;
}

const living = new Set<number>();
// No core outlives its suite, however that ends.
process.once('exit', () => {
  for (const pid of living) process.kill(pid, 'SIGKILL');
});

export function startCore(script: string): CoreProcess {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'pipe'], env: environmentOf(script) });
  const pid = child.pid ?? 0;
  living.add(pid);
  let isAlive = true;
  let errors = '';
  let listeners: ((report: Report) => void)[] = [];
  let isThere = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  // Orders to a core that has just been killed go nowhere, as they should.
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const report = JSON.parse(line) as Report;
    if (report.report === 'reached') isThere = true;
    for (const listener of listeners) listener(report);
  });
  const gone = once(child, 'close').then(() => {
    isAlive = false;
    living.delete(pid);
  });

  async function next<K extends Report['report']>(kind: K, withinMs = 30_000): Promise<Extract<Report, { report: K }>> {
    return new Promise((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer);
        listeners = listeners.filter((one) => one !== take);
      };
      const take = (report: Report): void => {
        if (report.report !== kind) return;
        finish();
        resolve(report as Extract<Report, { report: K }>);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`the core did not say "${kind}" within ${withinMs} ms. ${errors}`));
      }, withinMs);
      listeners.push(take);
      void gone.then(() => {
        finish();
        reject(new Error(`the core ended before it said "${kind}". ${errors}`));
      });
    });
  }

  const loaded = next('loaded');
  // Heard where it is waited for; a spare that is never used may end unheard.
  loaded.catch(() => {});

  return {
    pid,
    loaded,
    next,
    gone,
    alive: () => isAlive,
    errors: () => errors,
    hasReached: () => isThere,
    send(order) {
      child.stdin.write(`${JSON.stringify(order)}\n`);
    },
    listen(listener) {
      listeners.push(listener);
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    signal(name) {
      child.kill(name);
    },
  };
}
