import { EventEmitter } from 'node:events';
import type { ElectronParts } from '../../src/main/hosts/electron/shell.ts';

/** A recording stand-in for the parts of Electron that the shell uses: enough to run it from start to quit. */
export interface FakeElectron {
  parts: ElectronParts;
  /** What was done, in order, in short words. */
  did: string[];
  app: EventEmitter;
  windows: FakeWindow[];
  protocolHandler(request: Request): Promise<Response>;
  guard(name: string): ((...given: never[]) => unknown) | undefined;
  nativeTheme: { themeSource: string; shouldUseDarkColors: boolean };
  notices: EventEmitter[];
}

interface FakeWindow extends EventEmitter {
  options: { webPreferences: Record<string, unknown>; backgroundColor: string };
  webContents: EventEmitter & { sent: unknown[] };
}

export function createFakeElectron(platform: { home: string; first?: boolean }): FakeElectron {
  const did: string[] = [];
  const windows: FakeWindow[] = [];
  const notices: EventEmitter[] = [];
  const guards = new Map<string, (...given: never[]) => unknown>();
  const nativeTheme = { themeSource: 'system', shouldUseDarkColors: true };
  const note =
    (word: string) =>
    (...given: unknown[]): void => {
      did.push([word, ...given.filter((value) => typeof value === 'string' || typeof value === 'number')].join(' '));
    };

  const app = Object.assign(new EventEmitter(), {
    enableSandbox: note('sandbox'),
    getPath: () => platform.home,
    setPath: note('setPath'),
    getVersion: () => '9.9.9',
    getPreferredSystemLanguages: () => ['en-GB'],
    requestSingleInstanceLock: () => platform.first ?? true,
    whenReady: async () => void did.push('ready'),
    setBadgeCount: note('badge'),
    quit: note('quit'),
    exit: note('exit'),
  });

  class BrowserWindow extends EventEmitter {
    readonly options: unknown;
    readonly webContents = Object.assign(new EventEmitter(), {
      sent: [] as unknown[],
      isDestroyed: () => false,
      reload: note('reload'),
      startDrag: ({ file }: { file: string }) => void did.push(`drag ${file}`),
      setWindowOpenHandler: (handler: (...given: never[]) => unknown) => void guards.set('window-open', handler),
      send(_channel: string, message: unknown) {
        this.sent.push(message);
      },
    });
    constructor(options: unknown) {
      super();
      this.options = options;
      windows.push(this as unknown as FakeWindow);
      app.emit('web-contents-created', {}, this.webContents);
    }
    loadURL = async (url: string) => void did.push(`load ${url}`);
    isFocused = () => true;
    isMinimized = () => false;
    isMaximized = () => false;
    getNormalBounds = () => ({ x: 1, y: 2, width: 1000, height: 700 });
    setProgressBar = note('progress');
    show = note('show');
    focus = note('focus');
    maximize = note('maximize');
    restore = note('restore');
  }

  class Notification extends EventEmitter {
    static isSupported = () => true;
    show = note('notice');
    constructor() {
      super();
      notices.push(this);
    }
  }

  const setGuard = (name: string) => (handler: (...given: never[]) => unknown) => void guards.set(name, handler);
  const parts = {
    app,
    BrowserWindow,
    Notification,
    nativeTheme,
    ipcMain: new EventEmitter(),
    dialog: {
      showErrorBox: note('error box'),
      showSaveDialog: async () => ({ canceled: false, filePath: '/saved.zip' }),
      showOpenDialog: async () => ({ canceled: false, filePaths: ['/chosen'] }),
    },
    Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: setMenu },
    protocol: {
      registerSchemesAsPrivileged: note('scheme'),
      handle: (_scheme: string, handler: (...given: never[]) => unknown) => void guards.set('protocol', handler),
    },
    safeStorage: { isAsyncEncryptionAvailable: async () => false },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1440, height: 900 } }] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: setGuard('permission-request'),
        setPermissionCheckHandler: setGuard('permission-check'),
        setDevicePermissionHandler: setGuard('device'),
        setDisplayMediaRequestHandler: setGuard('display'),
        webRequest: { onBeforeRequest: setGuard('web-request') },
        on: (event: string, handler: (...given: never[]) => unknown) => void guards.set(event, handler),
      },
    },
    nativeImage: {
      createThumbnailFromPath: async () => ({ isEmpty: () => false }),
      createFromPath: () => ({ isEmpty: () => true }),
    },
    shell: {
      openPath: async (path: string) => (did.push(`play ${path}`), ''),
      openExternal: async (url: string) => void did.push(`open ${url}`),
      showItemInFolder: note('reveal'),
      trashItem: async (path: string) => void did.push(`trash ${path}`),
    },
  };
  function setMenu(template: unknown): void {
    guards.set('menu', () => template);
  }
  return {
    parts: parts as unknown as ElectronParts,
    did,
    app,
    windows,
    notices,
    nativeTheme,
    guard: (name) => guards.get(name),
    protocolHandler: (request) => guards.get('protocol')?.(request as never) as Promise<Response>,
  };
}
