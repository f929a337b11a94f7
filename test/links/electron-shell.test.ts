import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventEmitter } from 'node:events';
import Conf from 'conf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { App } from '../../src/main/app.ts';
import type { Host } from '../../src/main/host.ts';
import { runShell } from '../../src/main/hosts/electron/shell.ts';
import { channel } from '../../src/shared/channel.ts';
import type { Session } from '../../src/shared/contract.ts';
import { failure, FailureError } from '../../src/shared/failure.ts';
import { settingsSchema } from '../../src/shared/settings.ts';
import { ownFrame } from './electron-objects.ts';
import { createFakeCore, type FakeCore } from './fake-core.ts';
import { createFakeElectron, type FakeElectron } from './fake-electron.ts';
import { quietLog } from './loopback.ts';

const links = {
  keys: 'https://vendor.example/keys',
  console: 'https://vendor.example/',
  billing: 'https://vendor.example/pay',
  docs: 'https://docs.example/',
};
const session = { providers: [{ links }], settings: settingsSchema.parse({ theme: 'dark' }) } as unknown as Session;
const jobId = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';

describe('the desktop app', () => {
  let home: string;
  let electron: FakeElectron;
  let core: FakeCore;
  let host: Host;
  let stopped: number;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'conch-shell-'));
    electron = createFakeElectron({ home });
    core = createFakeCore({ 'session.open': () => session });
    stopped = 0;
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  async function run(
    change: { environment?: Record<string, string>; createApp?: () => Promise<App>; platform?: NodeJS.Platform } = {},
  ) {
    const app: App = {
      handlers: core.handlers,
      subscribe: core.subscribe,
      respond: async (request) => new Response(new URL(request.url).pathname),
      start: async () => void electron.did.push('core started'),
      stop: async () => void (stopped += 1),
      enterDemo: async () => {},
      leaveDemo: async () => {},
    };
    await runShell({
      electron: electron.parts,
      openStore: ({ cwd, name }) => new Conf({ cwd, configName: name }),
      createApp: async (given) => {
        host = given;
        return change.createApp?.() ?? app;
      },
      log: quietLog,
      environment: { CONCH_DATA_DIR: join(home, 'conch'), ...change.environment },
      platform: change.platform ?? 'linux',
      preloadPath: '/out/preload/index.cjs',
      dragIconPath: '/out/icon.png',
      rendererFolder: '/out/renderer',
      startSimulator: () => Promise.reject(new Error('not in this test')),
    });
  }

  /** What the page sends, as ipcMain hears it. */
  function fromPage(message: unknown): void {
    const ipc = electron.parts.ipcMain as unknown as EventEmitter;
    ipc.emit(channel, { sender: electron.windows[0]?.webContents, senderFrame: ownFrame }, message);
  }
  const sent = () => electron.windows[0]?.webContents.sent ?? [];

  it('closes every door before the first page is loaded', async () => {
    await run();
    const { did } = electron;
    expect(did.indexOf('sandbox')).toBeLessThan(did.indexOf('ready'));
    expect(did.indexOf('scheme')).toBeLessThan(did.indexOf('ready'));
    expect(did).toContain(`setPath userData ${join(home, 'conch', 'window')}`);
    expect(did.indexOf('core started')).toBeLessThan(did.indexOf('load conch://app/'));
    for (const name of [
      'permission-request',
      'permission-check',
      'device',
      'display',
      'web-request',
      'window-open',
      'protocol',
    ]) {
      expect(electron.guard(name), name).toBeDefined();
    }
    expect(electron.windows).toHaveLength(1);
    expect(electron.windows[0]?.options).toMatchObject({
      backgroundColor: '#0e1213',
      webPreferences: {
        preload: '/out/preload/index.cjs',
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
      },
    });
    expect(electron.nativeTheme.themeSource).toBe('dark');
  });

  it('serves the window and follows its settings', async () => {
    await run();
    expect(await (await electron.protocolHandler({ url: 'conch://app/media/x' } as Request)).text()).toBe('/media/x');
    core.announce({
      event: 'settings.changed',
      payload: {
        settings: settingsSchema.parse({ theme: 'light' }),
      },
    });
    expect(electron.nativeTheme.themeSource).toBe('light');
    fromPage('opening');
    fromPage({ kind: 'call', id: 1, method: 'demo.enter', input: {} });
    await vi.waitFor(() => expect(sent()).toContainEqual({ kind: 'answer', id: 1, ok: true, output: {} }));
  });

  it('opens the providers’ pages in the browser and no others', async () => {
    await run();
    const open = electron.guard('window-open') as unknown as (details: { url: string }) => unknown;
    for (const url of ['https://evil.test/', 'https://vendor.example/keys'])
      expect(open({ url })).toEqual({ action: 'deny' });
    expect(electron.did.filter((word) => word.startsWith('open '))).toEqual(['open https://vendor.example/keys']);
  });

  it('brings a clip up when its notice is clicked, even before the page listens', async () => {
    await run();
    host.acts.notify({ title: 'Clip ready', body: 'x', jobId });
    electron.notices[0]?.emit('click');
    expect(electron.did).toContain('focus');
    fromPage('opening');
    expect(sent()).toEqual([]);
    fromPage({ kind: 'call', id: 1, method: 'demo.enter', input: {} });
    expect(sent()).toContainEqual({ kind: 'event', event: 'clip.shown', payload: { id: jobId } });
  });

  it('sends the menu’s commands to the page', async () => {
    await run();
    fromPage('opening');
    fromPage({ kind: 'call', id: 1, method: 'demo.enter', input: {} });
    const template = electron.guard('menu')?.() as {
      submenu: { label?: string; click?: (item: object, window: undefined, event: object) => void }[];
    }[];
    template
      .flatMap(({ submenu }) => submenu ?? [])
      .find(({ label }) => label === 'New clip')
      ?.click?.({}, undefined, {});
    expect(sent()).toContainEqual({ kind: 'event', event: 'command.chosen', payload: { command: 'new-clip' } });
  });

  it('asks for folders, shows files and progress by the system’s means', async () => {
    await run();
    expect(await host.acts.chooseFolder()).toBe('/chosen');
    await host.acts.reveal('/clips/a.mp4');
    await host.acts.trashItem('/clips/b.mp4');
    expect(await host.acts.chooseArchive()).toBe('/chosen');
    expect(await host.acts.chooseSave('a.zip')).toBe('/saved.zip');
    await host.acts.openFile('/clips/c.mp4');
    await host.acts.dragOut('/clips/d.mp4', undefined);
    expect(electron.did).toEqual(expect.arrayContaining(['play /clips/c.mp4', 'drag /clips/d.mp4']));
    host.acts.showProgress(0.25);
    host.acts.showAttention(2);
    expect(host.acts.isInFront()).toBe(true);
    expect(electron.did).toEqual(
      expect.arrayContaining(['reveal /clips/a.mp4', 'trash /clips/b.mp4', 'progress 0.25', 'badge 2']),
    );
    expect(host).toMatchObject({ kind: 'electron', version: '9.9.9', dataFolder: join(home, 'conch') });
    host.settings.store = { theme: 'light' };
    expect(JSON.parse(await readFile(join(home, 'conch', 'settings.json'), 'utf8'))).toEqual({ theme: 'light' });
  });

  it('waits for the core before it goes', async () => {
    await run();
    let held = 0;
    electron.app.emit('before-quit', { preventDefault: () => (held += 1) });
    await vi.waitFor(() => expect(electron.did).toContain('quit'));
    expect([held, stopped]).toEqual([1, 1]);
  });

  it('lives on without a window on macOS only, and makes a new one when wanted', async () => {
    await run({ platform: 'darwin' });
    electron.windows[0]?.emit('closed');
    electron.app.emit('window-all-closed');
    expect(electron.did).not.toContain('quit');
    electron.app.emit('activate');
    expect(electron.windows).toHaveLength(2);
    await run({ platform: 'linux' });
    electron.app.emit('window-all-closed');
    expect(electron.did).toContain('quit');
  });

  it('leaves at once when another Conch has this folder’s window', async () => {
    electron = createFakeElectron({ home, first: false });
    await run();
    expect(electron.did).toContain('quit');
    expect([electron.windows, electron.did.includes('ready')]).toEqual([[], false]);
  });

  it('says in plain words why it cannot start', async () => {
    await run({
      createApp: () =>
        Promise.reject(new FailureError(failure('disk', 'Conch is already open with this data folder.'))),
    });
    expect(electron.did).toContain('error box Conch could not start Conch is already open with this data folder.');
    expect(electron.did).toContain('exit 1');
    await run({ createApp: () => Promise.reject(new Error('secret')) });
    expect(electron.did.join()).not.toContain('secret');
  });

  it('takes its files from the development server only while developing', async () => {
    await run({ environment: { ELECTRON_RENDERER_URL: 'http://localhost:5173/' } });
    const ask = electron.guard('web-request') as unknown as (
      details: { url: string },
      answer: (given: { cancel: boolean }) => void,
    ) => void;
    const cancelled: boolean[] = [];
    for (const url of ['ws://localhost:5173/', 'https://evil.test/'])
      ask({ url }, ({ cancel }) => cancelled.push(cancel));
    expect(cancelled).toEqual([false, true]);
  });
});
