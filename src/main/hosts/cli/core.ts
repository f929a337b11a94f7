import { failureFrom } from '../../../shared/failure.ts';
import { createMemoryLinks } from '../../../shared/memory-link.ts';
import { connect, serve, type Client } from '../../../shared/rpc.ts';
import { createApp, type App } from '../../app.ts';
import type { Host } from '../../host.ts';
import { startDemoSimulator } from '../demo-simulator.ts';
import { knock } from '../door/knock.ts';
import { openDoor } from '../door/open-door.ts';
import { defectFacts } from '../log.ts';

/** The core that does the work: that of a window or of another command, or our own. */
export interface Core {
  readonly client: Client;
  readonly holder: 'window' | 'command' | 'own';
  /** Lets our own core send and fetch. Reading needs no start. */
  start(): Promise<void>;
  /** Waits for a request that is just leaving, where the core is our own. */
  close(): Promise<void>;
}

const betweenKnocksMs = 500;

/**
 * Knocks, and takes the folder where nobody is in. Who is just starting has the folder before the door is open, and who is
 * just ending has it a little longer: both are waited for.
 *
 * @throws {FailureError} when the data folder cannot be used
 */
export async function openCore(host: Host, patienceMs: number, isGivenUp: () => boolean): Promise<Core> {
  const until = host.clock.now() + patienceMs;
  for (;;) {
    const opened = await knock(host.dataFolder);
    if (opened !== undefined) {
      const { client, holder } = opened;
      return { client, holder, start: async () => {}, close: async () => client.close() };
    }
    try {
      return await openOwn(host);
    } catch (thrown) {
      if (failureFrom(thrown).kind !== 'disk' || isGivenUp() || host.clock.now() >= until) throw thrown;
    }
    await new Promise<void>((resolve) => host.clock.after(betweenKnocksMs, resolve));
  }
}

async function openOwn(host: Host): Promise<Core> {
  // There is no window to serve pages to.
  const app: App = await createApp(host, { rendererFolder: '', demo: false, startSimulator: startDemoSimulator });
  const core = {
    handlers: app.handlers,
    subscribe: app.subscribe,
    onDefect: (where: string, thrown: unknown) => {
      host.log.error('a call failed in an unexpected way', { where, ...defectFacts(thrown) });
    },
  };
  const door = await openDoor({ dataFolder: host.dataFolder, core, log: host.log, holder: 'command' });
  const [mine, other] = createMemoryLinks();
  serve(other, core);
  return {
    client: connect(mine),
    holder: 'own',
    start: () => app.start(),
    async close() {
      await door.close();
      await app.stop();
    },
  };
}
