import { join } from 'node:path';
import type { Announcement, Handlers } from '../shared/contract.ts';
import { createAnnouncer } from './announcer.ts';
import { createHandlers } from './handlers.ts';
import type { Host } from './host.ts';
import type { ReserveSizes } from './library/disk-reserve.ts';
import { createReadingHandlers } from './reading-handlers.ts';
import { openReadingStudio, type ReadingStudio } from './reading-studio.ts';
import { openStudio, type Studio } from './studio.ts';

/** The composition root: a host in, a running core out. */
export interface App {
  readonly handlers: Handlers;
  subscribe(listener: (announcement: Announcement) => void): () => void;
  /** Renderer files, media and uploads. */
  respond(request: Request): Promise<Response>;
  start(): Promise<void>;
  /** Waits for a submit in flight, then for the stores. */
  stop(): Promise<void>;
  enterDemo(): Promise<void>;
  leaveDemo(): Promise<void>;
}

export interface AppOptions {
  /** Where the built window lies. */
  rendererFolder: string;
  /** Begin in the demo. */
  demo: boolean;
  /** The simulated providers, started only for the demo. Their state is kept at `statePath`. */
  startSimulator(options: { statePath: string }): Promise<{ origins: Record<string, string>; stop(): Promise<void> }>;
  /** Further origins that the window may connect to, e.g. the WebSocket of the browser host. */
  connectSources?: readonly string[];
  /** How much of the disk is left alone. Absent: as much as the product promises. */
  reserve?: ReserveSizes;
}

/** @throws {FailureError} when the data folder cannot be used: another Conch has it, or it cannot be written. */
export async function createApp(host: Host, options: AppOptions): Promise<App> {
  const announcer = createAnnouncer((thrown) => {
    host.log.error('a listener failed', { name: thrown instanceof Error ? thrown.name : 'unknown' });
  });
  const { rendererFolder, connectSources = [] } = options;
  const reading = await openReadingStudio(host, { rendererFolder, connectSources });
  if (reading !== undefined) return readingApp(reading);
  let demo: { studio: Studio; stopSimulator(): Promise<void> } | undefined;
  const open = async (on: Host, isDemo: boolean): Promise<Studio> =>
    openStudio(on, {
      demo: isDemo,
      // Both libraries may be open; the window hears only of the one that it shows.
      announce: (announcement) => {
        if (isDemo === (demo !== undefined)) announcer.announce(announcement);
      },
      rendererFolder,
      connectSources,
      reserve: options.reserve,
    });

  /** Real clips stay open while the demo runs: what has been paid for is watched and fetched all the same. */
  const real = await open(host, false);
  /** Entering and leaving take a moment; two clicks must not start two simulators. */
  let turn: Promise<void> = Promise.resolve();

  async function enterDemo(): Promise<void> {
    if (demo !== undefined) return;
    const dataFolder = join(host.dataFolder, 'demo');
    const simulator = await options.startSimulator({ statePath: join(dataFolder, 'simulator.json') });
    try {
      const studio = await open(demoHost(host, dataFolder, simulator.origins), true);
      studio.start();
      demo = { studio, stopSimulator: () => simulator.stop() };
    } catch (thrown) {
      await simulator.stop();
      throw thrown;
    }
    announcer.announce({ event: 'session.replaced', payload: {} });
  }

  async function leaveDemo(): Promise<void> {
    const leaving = demo;
    if (leaving === undefined) return;
    demo = undefined;
    await leaving.studio.stop();
    await leaving.stopSimulator();
    announcer.announce({ event: 'session.replaced', payload: {} });
  }

  function inTurn(act: () => Promise<void>): Promise<void> {
    const mine = turn.then(act);
    turn = mine.catch(() => {});
    return mine;
  }

  const current = (): Studio => demo?.studio ?? real;
  const app = {
    subscribe: announcer.subscribe,
    respond: (request: Request) => current().respond(request),
    async start() {
      real.start();
      if (options.demo) await inTurn(enterDemo);
    },
    async stop() {
      await inTurn(leaveDemo);
      await real.stop();
    },
    enterDemo: () => inTurn(enterDemo),
    leaveDemo: () => inTurn(leaveDemo),
  };
  return { ...app, handlers: createHandlers(current, app) };
}

/** Nothing begins, so nothing is ever announced. */
function readingApp(reading: ReadingStudio): App {
  const handlers = createReadingHandlers(reading);
  return {
    handlers,
    subscribe: () => () => {},
    respond: reading.respond,
    start: async () => {},
    stop: async () => reading.close(),
    enterDemo: async () => void (await handlers['demo.enter']({})),
    leaveDemo: async () => {},
  };
}

/**
 * The demo is the same core on the same host with other circumstances: a folder of its own, made-up keys, and the
 * simulator's addresses, all given the way a person would give them by environment.
 */
function demoHost(host: Host, dataFolder: string, origins: Record<string, string>): Host {
  const environment: Record<string, string> = { CONCH_POLL_MS: '500' };
  for (const [id, origin] of Object.entries(origins)) {
    environment[`CONCH_${id.toUpperCase()}_URL`] = origin;
    environment[`CONCH_${id.toUpperCase()}_KEY`] = 'demo-key-no-account';
  }
  // How the window looks and speaks; everything else starts as it comes, and goes when the demo is left.
  const kept = ['theme', 'language', 'notifications', 'notifyInFront', 'sound'];
  let settings: Record<string, unknown> = Object.fromEntries(kept.map((name) => [name, host.settings.store[name]]));
  const { sealer: _unused, ...rest } = host;
  return {
    ...rest,
    dataFolder,
    environment,
    settings: {
      get store() {
        return settings;
      },
      set store(value) {
        settings = value;
      },
    },
  };
}
