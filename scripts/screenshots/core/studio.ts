import { createApp, type App } from '../../../src/main/app.ts';
import { openServer } from '../../../src/main/hosts/browser/server.ts';
import { startDemoSimulator } from '../../../src/main/hosts/demo-simulator.ts';
import { createShownHost } from './host.ts';

/**
 * A program of its own, checked with the types of a core: the whole core over a folder, at the time of the screenshots.
 * `node studio.ts DIR WINDOW [providerId …]` serves the window built into WINDOW, and puts a made-up key in for each
 * provider named. Prints one line when it is ready.
 */
const [dataFolder, rendererFolder, ...providerIds] = process.argv.slice(2);
if (dataFolder === undefined || rendererFolder === undefined)
  throw new Error('Say which data folder and which window.');

const host = createShownHost(dataFolder);
const coming = Promise.withResolvers<App>();
const server = await openServer({ port: 0, app: coming.promise, log: host.log, now: host.clock.now });
const app = await createApp(host, {
  rendererFolder,
  demo: false,
  startSimulator: startDemoSimulator,
  connectSources: [`ws://127.0.0.1:${server.port}`],
});
for (const providerId of providerIds) {
  await app.handlers['key.set']({ providerId, key: `shown-${providerId}-7d4e`, inFile: false });
}
await app.start();
coming.resolve(app);
process.once('SIGTERM', () => {
  void app
    .stop()
    .then(() => server.close())
    .then(() => process.exit(0));
});
process.stdout.write(`${JSON.stringify({ ready: true, url: server.url })}\n`);
