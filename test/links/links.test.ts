import { once } from 'node:events';
import { WebSocket } from 'ws';
import { linkOver } from '../../src/main/hosts/browser/link.ts';
import { openServer } from '../../src/main/hosts/browser/server.ts';
import { acceptLinks } from '../../src/main/hosts/electron/link.ts';
import { createPreloadLink } from '../../src/preload/link.ts';
import type { Link } from '../../src/shared/link.ts';
import { createMemoryLinks } from '../../src/shared/memory-link.ts';
import { serve, type Core } from '../../src/shared/rpc.ts';
import { createElectronPair } from './electron-objects.ts';
import { describeLink, type OpenLink } from './link-suite.ts';
import { enterSession, quietLog } from './loopback.ts';

describeLink('a linked pair in memory', async (core) => {
  const [window, coreEnd] = createMemoryLinks();
  serve(coreEnd, core);
  return { window, breakOff: () => coreEnd.close(), tidy: () => window.close() };
});

describeLink('a WebSocket of the browser host', openSocket);

describeLink('the objects of Electron', async (core) => {
  const { ipcMain, ipcRenderer, page } = createElectronPair();
  let coreEnd: Link | undefined;
  acceptLinks({
    ipcMain,
    page,
    origin: 'conch://app',
    onLink(link) {
      coreEnd = link;
      serve(link, core);
    },
  });
  const window = createPreloadLink(ipcRenderer);
  return { window, breakOff: () => coreEnd?.close(), tidy: () => page.destroy() };
});

/** The core is served by the real server; a broken contract inside it is told to the core's own `onDefect`. */
async function openSocket(core: Core): Promise<OpenLink> {
  const app = { handlers: core.handlers, subscribe: core.subscribe, respond: async () => new Response() };
  const log = {
    ...quietLog,
    error: (_message: string, facts: Record<string, unknown> = {}) => core.onDefect?.(String(facts['where']), facts),
  };
  const server = await openServer({ port: 0, app: Promise.resolve(app), log, now: Date.now });
  const cookie = await enterSession(server.url);
  const origin = `http://127.0.0.1:${server.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/link`, { headers: { cookie, origin } });
  await once(socket, 'open');
  return { window: linkOver(socket), breakOff: () => server.close(), tidy: () => tidy(socket, server) };
}

async function tidy(socket: WebSocket, server: { close(): Promise<void> }): Promise<void> {
  socket.terminate();
  await server.close();
}
