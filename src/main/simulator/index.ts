import type { Server } from 'node:http';
import { openShelf } from './clips.ts';
import { createClock } from './clock.ts';
import type { SimulatedClock } from './clock.ts';
import { createControlServer } from './control.ts';
import { createFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { createJobs } from './jobs.ts';
import type { JobsState } from './jobs.ts';
import { createLedger } from './ledger.ts';
import type { Ledger, LedgerState } from './ledger.ts';
import { createLimits, type Limits } from './limits.ts';
import { close, listen } from './listen.ts';
import { createProviderServer } from './server.ts';
import { readState, writeState } from './state-file.ts';
import type { ProviderName, Vendor } from './vendor.ts';
import { providerNames } from './vendor.ts';
import { acedata } from './vendors/acedata.ts';
import { aimlapi } from './vendors/aimlapi.ts';
import { appypie } from './vendors/appypie.ts';
import { novita } from './vendors/novita.ts';
import { pixazo } from './vendors/pixazo.ts';

export interface SimulatorOptions {
  /** Wanted ports by provider id, and `control`. 0 or absent: any free port. */
  readonly ports?: Partial<Record<string, number>>;
  /** Holds `<provider>-<seconds>s-<resolution>.mp4`. */
  readonly clipsFolder: string;
  /** Simulated seconds per real second; a clip takes 60 to 90 simulated seconds. Default 20. */
  readonly speed?: number;
  /** Where jobs, links, ledger and ports survive a restart. Absent: nothing is written. */
  readonly statePath?: string;
  /** For faults by probability and for how long clips take. Default 1. */
  readonly seed?: number;
  /** Plain http origins on this computer that pictures are fetched from, as if they were on the internet. */
  readonly pictureOrigins?: readonly string[];
  /** Absent: every key is taken, except those that begin with `bad-key`. */
  readonly acceptedKeys?: Partial<Record<ProviderName, readonly string[]>>;
}

export interface Simulator {
  readonly origins: Record<ProviderName, string>;
  /** Origin of the control server: see control.ts. */
  readonly control: string;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly clock: SimulatedClock;
  /** Forgets jobs, links, ledger, faults and limits. */
  reset(): void;
  stop(): Promise<void>;
}

export const defaultSpeed = 20;

const vendors: Record<ProviderName, Vendor> = { acedata, appypie, pixazo, aimlapi, novita };

/** Starts the five providers and the control server on 127.0.0.1. Calls nobody, and nobody outside can call it. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const shelf = openShelf(options.clipsFolder, providerNames);
  const saved = options.statePath === undefined ? undefined : readState(options.statePath);
  const random = seededRandom(options.seed ?? 1);
  const clock = createClock(options.speed ?? saved?.clock.speed ?? defaultSpeed, saved?.clock);
  // The frame was checked on reading; what lies inside was written by this program in this version.
  const jobs = createJobs(clock, random, saved as JobsState | undefined);
  const ledger = createLedger(saved?.ledger as LedgerState | undefined);
  const faults = createFaults(random);
  const limits = createLimits(clock);
  const pictureOrigins = new Set(options.pictureOrigins);
  const ports: Record<string, number> = {};

  function save(): void {
    if (options.statePath === undefined) return;
    writeState(options.statePath, { version: 1, ports, clock: clock.state(), ...jobs.state(), ledger: ledger.state() });
  }

  function reset(): void {
    jobs.clear();
    ledger.clear();
    faults.clear();
    limits.clear();
    save();
  }

  const servers: Server[] = [];
  async function open(name: string, server: Server): Promise<string> {
    servers.push(server);
    const asked = options.ports?.[name] ?? 0;
    const port = await listen(server, asked === 0 ? (saved?.ports[name] ?? 0) : asked, asked === 0);
    ports[name] = port;
    return `http://127.0.0.1:${port}`;
  }

  const origins: Partial<Record<ProviderName, string>> = {};
  try {
    for (const name of providerNames) {
      const acceptedKeys = options.acceptedKeys?.[name];
      const desk = { vendor: vendors[name], jobs, ledger, faults, limits, shelf, clock, pictureOrigins, save };
      origins[name] = await open(name, createProviderServer(acceptedKeys ? { ...desk, acceptedKeys } : desk));
    }
    const controlDesk = { ledger, faults, limits, clock, origins: () => origins, pictureOrigins, reset, save };
    const control = await open('control', createControlServer(controlDesk));
    save();
    return {
      origins: origins as Record<ProviderName, string>,
      control,
      ledger,
      faults,
      limits,
      clock,
      reset,
      async stop() {
        await Promise.all(servers.map(close));
      },
    };
  } catch (error) {
    await Promise.all(servers.filter((server) => server.listening).map(close));
    throw error;
  }
}

/** The variables that point Conch at this simulator. */
export function environmentFor(origins: Record<ProviderName, string>): Record<string, string> {
  return Object.fromEntries(
    providerNames.flatMap((name) => [
      [`CONCH_${name.toUpperCase()}_URL`, origins[name]],
      [`CONCH_${name.toUpperCase()}_KEY`, 'sim-key'],
    ]),
  );
}

/** A linear congruential generator: repeatable is all that is asked of it. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
