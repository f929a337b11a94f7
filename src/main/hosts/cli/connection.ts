import { createMemoryLinks } from '../../../shared/memory-link.ts';
import { failureFrom } from '../../../shared/failure.ts';
import { connect, serve, type Client } from '../../../shared/rpc.ts';
import { createApp, type App } from '../../app.ts';
import type { Host } from '../../host.ts';
import { startDemoSimulator } from '../demo-simulator.ts';
import { knock } from '../door/knock.ts';
import { defectFacts } from '../log.ts';

/** The core that does the work: that of an open window, or one of our own. */
export interface Connection {
  readonly client: Client;
  /** Whether it is our own, which ends with us. */
  readonly isOwn: boolean;
  /** Lets our own core send and fetch; that of a window does so anyway. Reading needs no start. */
  start(): Promise<void>;
  /** Waits for a request that is just leaving, where the core is our own. */
  close(): Promise<void>;
}

/** A window that is just starting holds the folder before its door is open. */
const knocks = 10;
const betweenKnocksMs = 500;

/** @throws {FailureError} when the data folder cannot be used. */
export async function openConnection(host: Host): Promise<Connection> {
  const first = await knock(host.dataFolder);
  if (first !== undefined) return guestOf(first);
  let app: App;
  try {
    // There is no window to serve pages to.
    app = await createApp(host, { rendererFolder: '', demo: false, startSimulator: startDemoSimulator });
  } catch (thrown) {
    // Somebody has the folder: if it is a window, it opens its door in a moment.
    if (failureFrom(thrown).kind !== 'disk') throw thrown;
    for (let round = 0; round < knocks; round += 1) {
      const client = await knock(host.dataFolder);
      if (client !== undefined) return guestOf(client);
      await new Promise<void>((resolve) => host.clock.after(betweenKnocksMs, resolve));
    }
    throw thrown;
  }
  const [mine, other] = createMemoryLinks();
  serve(other, {
    handlers: app.handlers,
    subscribe: app.subscribe,
    onDefect: (where, thrown) => {
      host.log.error('a call failed in an unexpected way', { where, ...defectFacts(thrown) });
    },
  });
  let closing: Promise<void> | undefined;
  return {
    client: connect(mine),
    isOwn: true,
    start: () => app.start(),
    close: () => (closing ??= app.stop()),
  };
}

function guestOf(client: Client): Connection {
  return {
    client,
    isOwn: false,
    start: async () => {},
    close: async () => {
      client.close();
    },
  };
}
