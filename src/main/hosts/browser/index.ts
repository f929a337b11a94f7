import { failureFrom, FailureError } from '../../../shared/failure.ts';
import { createApp, type App } from '../../app.ts';
import { startDemoSimulator } from '../demo-simulator.ts';
import { openDoor } from '../door/open-door.ts';
import { createLog, defectFacts } from '../log.ts';
import { programVersion, rendererFolder } from '../resources-folder.ts';
import { parseArguments, type BrowserArguments } from './arguments.ts';
import { createBrowserHost } from './host.ts';
import { openBrowser } from './open-browser.ts';
import { openServer } from './server.ts';
import { endOnSignal } from './signals.ts';

/** The browser host: the same core and the same window, served on a loopback port. Standard output carries one line. */

const log = createLog();

async function run({ port, dataFolder, open, demo }: BrowserArguments): Promise<void> {
  const host = createBrowserHost({
    ...(dataFolder !== undefined && { dataFolder }),
    version: programVersion(),
    environment: process.env,
    log,
  });
  const coming = Promise.withResolvers<App>();
  // Requests that wait for a core that never came are answered by the end of the process.
  coming.promise.catch(() => {});
  const server = await openServer({ port, app: coming.promise, log, now: host.clock.now });
  try {
    const app = await createApp(host, {
      rendererFolder: rendererFolder(),
      demo,
      startSimulator: startDemoSimulator,
      // Not every browser counts a WebSocket to its own server as its own source.
      connectSources: [`ws://127.0.0.1:${server.port}`, `ws://localhost:${server.port}`],
    });
    await app.start();
    const door = await openDoor({ dataFolder: host.dataFolder, core: { ...app, onDefect }, log });
    endOnSignal(process, async () => {
      try {
        await door.close();
        await app.stop();
        await server.close();
      } catch (thrown) {
        log.error('Conch could not stop in order', defectFacts(thrown));
        throw thrown;
      }
    });
    coming.resolve(app);
  } catch (thrown) {
    coming.reject(thrown);
    await server.close();
    throw thrown;
  }
  process.stdout.write(`${JSON.stringify({ ready: true, url: server.url, dataDir: host.dataFolder })}\n`);
  if (open) openBrowser(server.url, (reason) => log.warn('the browser did not open', { reason }));
}

function onDefect(where: string, thrown: unknown): void {
  log.error('a call failed in an unexpected way', { where, ...defectFacts(thrown) });
}

try {
  await run(parseArguments(process.argv.slice(2)));
} catch (thrown) {
  if (!(thrown instanceof FailureError)) log.error('Conch could not start', defectFacts(thrown));
  process.stderr.write(`${failureFrom(thrown).message}\n`);
  process.exit(1);
}
