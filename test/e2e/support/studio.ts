import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHost, type RunningHost } from '../../support/host.ts';
import { fillShelf, type Shelf } from '../../support/clips.ts';
import { canaryKeys, providerIds, type ProviderId } from '../../support/providers.ts';
import { startSimulator, type Ledger, type Simulator } from '../../support/simulator.ts';

/** Which keys the host finds in its environment. */
export type Keys = Partial<Record<ProviderId, string>>;

export interface StudioOptions {
  keys: Keys;
  args: readonly string[];
  /** What the providers make, in place of the demo's clips. */
  shelf?: Shelf | undefined;
  /** Fills the empty data folder before the first start. */
  fill?: (dataFolder: string) => Promise<void>;
}

export const allKeys: Keys = canaryKeys;

/** Points a core at the simulated providers, each with its key. */
export function providerEnvironment({ origins }: Simulator, keys: Keys = allKeys): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const id of providerIds) {
    const name = `CONCH_${id.toUpperCase()}`;
    const origin = origins[id];
    const key = keys[id];
    if (origin !== undefined) environment[`${name}_URL`] = origin;
    if (key !== undefined) environment[`${name}_KEY`] = key;
  }
  return environment;
}

/** What stands behind one window: five simulated providers, a core, and a folder of its own. */
export interface Studio {
  readonly simulator: Simulator;
  readonly dataFolder: string;
  /** The address of the window; new after each start of the host. */
  url(): string;
  /** All that the host has written since its first start. */
  output(): string;
  /** The providers are gone from now on; their books stay readable. */
  stopSimulator(): Promise<void>;
  books(): Promise<Ledger>;
  stopHost(): Promise<void>;
  killHost(): Promise<void>;
  startHost(): Promise<void>;
  /** Says how many paid requests a prompt may lead to, where it is not one for each Generate. */
  expectBilled(prompt: string, times: number): void;
  billedExpectations(): ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export async function openStudio({ keys, args, shelf, fill }: StudioOptions): Promise<Studio> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'conch-e2e-'));
  const clipsFolder = shelf && (await mkdtemp(join(tmpdir(), 'conch-shelf-')));
  if (clipsFolder !== undefined) await fillShelf(clipsFolder, shelf ?? {});
  const simulator = await startSimulator(clipsFolder === undefined ? {} : { clipsFolder });
  const expectations = new Map<string, number>();
  let finalBooks: Ledger | undefined;
  let outputBefore = '';
  let host: RunningHost | undefined;

  const environment = providerEnvironment(simulator, keys);

  function running(): RunningHost {
    if (host === undefined) throw new Error('the host is not running');
    return host;
  }

  function output(): string {
    const { stdout, stderr } = host?.output() ?? { stdout: '', stderr: '' };
    return outputBefore + stdout + stderr;
  }

  async function end(how: 'stop' | 'kill'): Promise<void> {
    if (host === undefined) return;
    await host[how]();
    outputBefore = output();
    host = undefined;
  }

  async function begin(): Promise<void> {
    host = await startHost({ dataFolder, environment, args });
  }

  async function stopSimulator(): Promise<void> {
    finalBooks ??= await simulator.ledger();
    await simulator.stop();
  }

  async function close(): Promise<void> {
    await end('stop');
    await simulator.stop();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
    if (clipsFolder !== undefined) await rm(clipsFolder, { recursive: true, force: true });
  }

  try {
    await fill?.(dataFolder);
    await begin();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    simulator,
    dataFolder,
    url: () => running().url,
    output,
    stopSimulator,
    books: async () => finalBooks ?? simulator.ledger(),
    stopHost: async () => end('stop'),
    killHost: async () => end('kill'),
    startHost: begin,
    expectBilled: (prompt, times) => void expectations.set(prompt, times),
    billedExpectations: () => expectations,
    close,
  };
}
