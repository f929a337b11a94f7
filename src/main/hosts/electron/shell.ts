import type * as Electron from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { failureFrom, FailureError } from '../../../shared/failure.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { App, AppOptions, createApp } from '../../app.ts';
import type { Host, Log, SettingsFile } from '../../host.ts';
import { systemClock } from '../clock.ts';
import { chooseDataFolder } from '../default-data-folder.ts';
import { defectFacts } from '../log.ts';
import { createSettingsFile } from '../settings-file.ts';
import { guardContents, guardDownloads, guardPermissions, guardRequests } from './guards.ts';
import { createElectronHost } from './host.ts';
import { createMainWindow, type MainWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { createNotify } from './notify.ts';
import { linkHosts, mayOpenOutside } from './outside-links.ts';
import { handleProtocol, privilegedScheme, withDevelopmentServer } from './protocol.ts';
import { quitInOrder } from './quit.ts';
import { createSealer } from './sealer.ts';
import { isOnlyInstance } from './single-instance.ts';

export type ElectronParts = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'nativeTheme'
  | 'Notification'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
>;

export interface ShellParts extends Pick<AppOptions, 'rendererFolder' | 'startSimulator'> {
  electron: ElectronParts;
  /** electron-store over `<cwd>/<name>.json`. */
  openStore(options: { cwd: string; name: string }): SettingsFile;
  createApp: typeof createApp;
  log: Log;
  environment: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  preloadPath: string;
  iconPath?: string;
}

/**
 * The desktop app from its first line to its last. The first half has to happen before Electron is ready.
 */
export async function runShell(parts: ShellParts): Promise<void> {
  const { electron, environment, platform, log } = parts;
  const { app, protocol, dialog } = electron;
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([privilegedScheme]);
  let window: MainWindow | undefined;
  try {
    const dataFolder = chooseDataFolder(undefined, {
      platform,
      homeFolder: app.getPath('home'),
      workingFolder: process.cwd(),
      environment,
    });
    // Chromium's own files get a folder of their own, so that they never lie among the clips.
    const chromiumFolder = join(dataFolder, 'window');
    mkdirSync(chromiumFolder, { recursive: true, mode: 0o700 });
    app.setPath('userData', chromiumFolder);
    if (!isOnlyInstance(app, () => window?.bringUp())) {
      app.quit();
      return;
    }
    await app.whenReady();
    window = await open(parts, dataFolder, chromiumFolder, () => window);
  } catch (thrown) {
    if (!(thrown instanceof FailureError)) log.error('Conch could not start', defectFacts(thrown));
    dialog.showErrorBox('Conch could not start', failureFrom(thrown).message);
    app.exit(1);
  }
}

async function open(
  parts: ShellParts,
  dataFolder: string,
  chromiumFolder: string,
  window: () => MainWindow | undefined,
): Promise<MainWindow> {
  const { electron, environment, log } = parts;
  const host = await createHost(parts, dataFolder, window);
  const core = await parts.createApp(host, {
    rendererFolder: parts.rendererFolder,
    demo: false,
    startSimulator: parts.startSimulator,
  });
  quitInOrder({
    app: electron.app,
    stop: core.stop,
    clock: systemClock,
    onTrouble: (reason, thrown) => {
      log.error(reason, thrown === undefined ? {} : defectFacts(thrown));
    },
  });
  const developmentServer = environment['ELECTRON_RENDERER_URL'];
  const { providers, settings } = await core.handlers['session.open']({});
  guardEverything(parts, core, developmentServer, providers);
  followTheme(electron.nativeTheme, settings.theme, core);
  await core.start();

  const mainWindow = createWindow(parts, core, chromiumFolder);
  const menu = menuTemplate({
    platform: parts.platform,
    development: developmentServer !== undefined,
    choose: (command) => {
      mainWindow.bringUp();
      mainWindow.tell({ event: 'command.chosen', payload: { command } });
    },
  });
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(menu));
  electron.app.on('activate', () => {
    mainWindow.bringUp();
  });
  electron.app.on('window-all-closed', () => {
    // On a Mac a program outlives its windows, and the clips go on.
    if (parts.platform !== 'darwin') electron.app.quit();
  });
  mainWindow.bringUp();
  return mainWindow;
}

async function createHost(parts: ShellParts, dataFolder: string, window: () => MainWindow | undefined): Promise<Host> {
  const { app, dialog, Notification, safeStorage, shell } = parts.electron;
  const openSettings = (): SettingsFile => parts.openStore({ cwd: dataFolder, name: 'settings' });
  return createElectronHost({
    dataFolder,
    version: app.getVersion(),
    settings: createSettingsFile(join(dataFolder, 'settings.json'), openSettings, systemClock.now),
    sealer: await createSealer(safeStorage, parts.platform),
    environment: parts.environment,
    log: parts.log,
    desktop: {
      showItemInFolder: (path) => {
        shell.showItemInFolder(path);
      },
      chooseFolders: () => {
        const parent = window()?.current;
        const options: Electron.OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] };
        return parent === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options);
      },
      trashItem: (path) => shell.trashItem(path),
      canNotify: Notification.isSupported(),
      notify: createNotify({
        isSupported: () => Notification.isSupported(),
        create: (options) => new Notification(options),
        chosen: (id) => {
          window()?.bringUp();
          window()?.tell({ event: 'clip.shown', payload: { id } });
        },
      }),
      setProgressBar: (fraction) => window()?.setProgressBar(fraction),
    },
  });
}

function guardEverything(
  { electron, log }: ShellParts,
  core: App,
  developmentServer: string | undefined,
  providers: Parameters<typeof linkHosts>[0],
): void {
  const { app, protocol, session, shell } = electron;
  const outside = linkHosts(providers);
  guardPermissions(session.defaultSession);
  guardRequests(session.defaultSession, developmentServer === undefined ? [] : originsOf(developmentServer));
  guardDownloads(session.defaultSession, app.getPath('downloads'));
  const openLink = (address: string): void => {
    if (!mayOpenOutside(address, outside)) {
      log.warn('a link that belongs to no provider was not opened');
      return;
    }
    shell.openExternal(address).catch((thrown: unknown) => {
      log.warn('the browser did not open', defectFacts(thrown));
    });
  };
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, openLink);
  });
  handleProtocol({
    protocol,
    respond:
      developmentServer === undefined ? core.respond : withDevelopmentServer(developmentServer, core.respond, fetch),
    onDefect: (thrown) => {
      log.error('a request failed in an unexpected way', defectFacts(thrown));
    },
  });
}

function originsOf(server: string): string[] {
  const { origin } = new URL(server);
  return [origin, origin.replace(/^http/, 'ws')];
}

/** The frame, the menus and the first colour of the window follow the theme that the person chose. */
function followTheme(
  nativeTheme: Pick<Electron.NativeTheme, 'themeSource'>,
  theme: Settings['theme'],
  core: Pick<App, 'subscribe'>,
): void {
  nativeTheme.themeSource = theme;
  core.subscribe((announcement) => {
    if (announcement.event === 'settings.changed') nativeTheme.themeSource = announcement.payload.settings.theme;
  });
}

function createWindow(parts: ShellParts, core: App, chromiumFolder: string): MainWindow {
  const { BrowserWindow, dialog, ipcMain, nativeTheme, screen } = parts.electron;
  const { platform, preloadPath, iconPath, log } = parts;
  return createMainWindow({
    create: (options) => new BrowserWindow(options),
    ipcMain,
    core: {
      handlers: core.handlers,
      subscribe: core.subscribe,
      onDefect: (where, thrown) => {
        log.error('a call failed in an unexpected way', { where, ...defectFacts(thrown) });
      },
    },
    stateFile: parts.openStore({ cwd: chromiumFolder, name: 'window' }),
    screens: () => screen.getAllDisplays().map(({ workArea }) => workArea),
    circumstances: { platform, preloadPath, ...(iconPath !== undefined && { iconPath }) },
    isDark: () => nativeTheme.shouldUseDarkColors,
    log,
    now: systemClock.now,
    pageLost: () => {
      dialog.showErrorBox(
        'The window of Conch fell over twice',
        'Close it and start Conch again. Your clips are safe.',
      );
    },
  });
}
