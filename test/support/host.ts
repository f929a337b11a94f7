import { z } from 'zod';
import { start, type Running } from './processes.ts';

const readySchema = z.object({ ready: z.literal(true), url: z.string(), dataDir: z.string() });

export interface HostOptions {
  dataFolder: string;
  environment: Record<string, string>;
  /** Further arguments, e.g. `--demo`. */
  args?: readonly string[];
}

/** The browser host as a process. */
export interface RunningHost {
  /** Opens the window once: it carries the one-time token. */
  readonly url: string;
  readonly output: Running['output'];
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export async function startHost({ dataFolder, environment, args = [] }: HostOptions): Promise<RunningHost> {
  const all = ['--port', '0', '--no-open', '--data-dir', dataFolder, ...args];
  const running = await start('out/main/web.js', all, { CONCH_POLL_MS: '200', ...environment });
  const { url } = readySchema.parse(running.ready);
  const { output, stop, kill } = running;
  return { url, output, stop, kill };
}
