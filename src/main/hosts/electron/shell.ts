import type * as Electron from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { failureFrom, FailureError } from '../../../shared/failure.ts';
import { languageFor, type Language } from '../../../shared/language.ts';
import { sentence, sentencesOf } from '../../../shared/sentence.ts';
import type { Settings } from '../../../shared/settings.ts';
import { speak } from '../../../shared/speak.ts';
import type { App, AppOptions, createApp } from '../../app.ts';
import type { Host, Log, SettingsFile } from '../../host.ts';
import { systemClock } from '../clock.ts';
import { chooseDataFolder } from '../default-data-folder.ts';
import { openDoor } from '../door/open-door.ts';
import { defectFacts } from '../log.ts';
import { createSettingsFile } from '../settings-file.ts';
import { createDragOut } from './drag-out.ts';
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
  | 'nativeImage'
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
  /** Of the app: in hand while a clip is dragged of which no picture can be had. */
  dragIconPath: string;
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
    const language = languageFor('system', app.getPreferredSystemLanguages());
    const why = speak(sentencesOf(failureFrom(thrown)), language);
    dialog.showErrorBox(speak(sentence('Conch could not start'), language), why);
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
  const onDefect = (where: string, thrown: unknown): void => {
    log.error('a call failed in an unexpected way', { where, ...defectFacts(thrown) });
  };
  const { handlers, subscribe } = core;
  const door = await openDoor({ dataFolder, core: { handlers, subscribe, onDefect }, log });
  quitInOrder({
    app: electron.app,
    stop: async () => {
      await door.close();
      await core.stop();
    },
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
  inLanguage(electron.app, settings.language, core, (language) => {
    const menu = menuTemplate({
      platform: parts.platform,
      language,
      development: developmentServer !== undefined,
      choose: (command) => {
        mainWindow.bringUp();
        mainWindow.tell({ event: 'command.chosen', payload: { command } });
      },
    });
    electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(menu));
  });
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
  const { app, dialog, nativeImage, Notification, safeStorage, session, shell } = parts.electron;
  const archives = [{ name: 'ZIP', extensions: ['zip'] }];
  const showOpen = (options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue> => {
    const parent = window()?.current;
    return parent === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options);
  };
  const openSettings = (): SettingsFile => parts.openStore({ cwd: dataFolder, name: 'settings' });
  return createElectronHost({
    dataFolder,
    version: app.getVersion(),
    settings: createSettingsFile(join(dataFolder, 'settings.json'), openSettings, systemClock.now),
    sealer: await createSealer(safeStorage, parts.platform),
    environment: parts.environment,
    languages: app.getPreferredSystemLanguages(),
    log: parts.log,
    desktop: {
      showItemInFolder: (path) => {
        shell.showItemInFolder(path);
      },
      openPath: (path) => shell.openPath(path),
      dragOut: createDragOut({
        nativeImage,
        page: () => window()?.current?.webContents,
        iconPath: parts.dragIconPath,
      }),
      chooseFolders: () => showOpen({ properties: ['openDirectory', 'createDirectory'] }),
      chooseArchives: () => showOpen({ properties: ['openFile'], filters: archives }),
      chooseSavePath: (name) => {
        const parent = window()?.current;
        const options: Electron.SaveDialogOptions = { defaultPath: name, filters: archives };
        return parent === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options);
      },
      trashItem: (path) => shell.trashItem(path),
      canNotify: Notification.isSupported(),
      notify: createNotify({
        isSupported: () => Notification.isSupported(),
        // The window has a sound of its own, where the person wants one.
        create: (options) => new Notification({ ...options, silent: true }),
        chosen: (id) => {
          window()?.bringUp();
          window()?.tell({ event: 'clip.shown', payload: { id } });
        },
      }),
      isInFront: () => window()?.current?.isFocused() ?? false,
      setBadge: (count) => void app.setBadgeCount(count),
      setProgressBar: (fraction) => window()?.setProgressBar(fraction),
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
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

/** Does it now, and again whenever the person chooses another language. */
function inLanguage(
  app: Pick<Electron.App, 'getPreferredSystemLanguages'>,
  choice: Settings['language'],
  core: Pick<App, 'subscribe'>,
  act: (language: Language) => void,
): void {
  let inForce = languageFor(choice, app.getPreferredSystemLanguages());
  act(inForce);
  core.subscribe((announcement) => {
    if (announcement.event !== 'settings.changed') return;
    const next = languageFor(announcement.payload.settings.language, app.getPreferredSystemLanguages());
    if (next !== inForce) act((inForce = next));
  });
}

function createWindow(parts: ShellParts, core: App, chromiumFolder: string): MainWindow {
  const { app, BrowserWindow, dialog, ipcMain, nativeTheme, screen } = parts.electron;
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
      const language = languageFor('system', app.getPreferredSystemLanguages());
      dialog.showErrorBox(
        speak(sentence('The window of Conch fell over twice'), language),
        speak(sentence('Close it and start Conch again. Your clips are safe.'), language),
      );
    },
  });
}
