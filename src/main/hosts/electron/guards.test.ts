import { describe, expect, it } from 'vitest';
import { guardContents, guardDownloads, guardPermissions, guardRequests } from './guards.ts';
import { linkHosts, mayOpenOutside } from './outside-links.ts';

/** Records what was set on it, the way `electron.session` takes it. */
function fakeSession() {
  const set: Record<string, (...given: never[]) => unknown> = {};
  const record =
    (name: string) =>
    (handler: unknown): void => {
      set[name] = handler as never;
    };
  const session = {
    setPermissionRequestHandler: record('request'),
    setPermissionCheckHandler: record('check'),
    setDevicePermissionHandler: record('device'),
    setDisplayMediaRequestHandler: record('display'),
    webRequest: { onBeforeRequest: record('web') },
  } as unknown as Parameters<typeof guardPermissions>[0];
  const ask = (name: string, ...given: unknown[]): unknown => set[name]?.(...(given as never[]));
  return { session, ask };
}

/** Every permission that Electron 45 names (electron.d.ts). */
const permissions =
  'ar automatic-fullscreen background-fetch background-sync captured-surface-control clipboard-read clipboard-sanitized-write deprecated-sync-clipboard-read display-capture fileSystem fullscreen geolocation geolocation-approximate hand-tracking hid idle-detection keyboardLock local-fonts local-network local-network-access loopback-network media mediaKeySystem midi midiSysex nfc notifications openExternal payment-handler periodic-background-sync persistent-storage pointerLock screen-wake-lock sensors serial smart-card speaker-selection storage-access system-wake-lock top-level-storage-access usb vr web-app-installation web-printing window-management unknown'.split(
    ' ',
  );

describe('downloads', () => {
  function download(url: string, name = 'frame 12.png') {
    let willDownload: ((event: object, item: object) => void) | undefined;
    const session = { on: (_name: string, handler: typeof willDownload) => (willDownload = handler) };
    guardDownloads(session as unknown as Parameters<typeof guardDownloads>[0], '/home/me/Downloads');
    let [stopped, saveDialog]: [boolean, unknown] = [false, undefined];
    willDownload?.(
      { preventDefault: () => (stopped = true) },
      {
        getURL: () => url,
        getFilename: () => name,
        setSaveDialogOptions: (options: unknown) => (saveDialog = options),
      },
    );
    return { stopped, saveDialog };
  }

  it('lets the person save what the window itself has made, where they say', () => {
    const { stopped, saveDialog } = download('blob:conch://app/6f1c2a8e-0000-4000-8000-000000000000');
    expect(stopped).toBe(false);
    expect(saveDialog).toEqual({ defaultPath: expect.stringMatching(/Downloads.frame 12\.png$/) });
  });

  it.each([
    'https://evil.test/a.exe',
    'conch://app/media/clips/1',
    'blob:https://evil.test/1',
    'blob:conch://app.evil/1',
    'data:text/html,x',
    'file:///etc/passwd',
    '',
  ])('stops %s', (url) => {
    expect(download(url)).toEqual({ stopped: true, saveDialog: undefined });
  });
});

describe('permissions', () => {
  const { session, ask } = fakeSession();
  guardPermissions(session);
  const requested = (permission: string, requestingUrl: string, isMainFrame = true): unknown => {
    let granted: unknown;
    ask('request', null, permission, (answer: unknown) => (granted = answer), { requestingUrl, isMainFrame });
    return granted;
  };
  const checked = (permission: string, origin: string, isMainFrame = true) =>
    ask('check', null, permission, origin, { isMainFrame });

  it('grants full screen and the copying of text to our own page, and nothing else', () => {
    const granted = ['clipboard-sanitized-write', 'fullscreen'];
    expect(permissions.filter((permission) => requested(permission, 'conch://app/'))).toEqual(granted);
    expect(permissions.filter((permission) => checked(permission, 'conch://app/'))).toEqual(granted);
    expect(permissions.filter((permission) => checked(permission, 'conch://app'))).toEqual(granted);
  });

  it('grants nothing to anybody else', () => {
    for (const foreign of [
      'https://evil.test/',
      'conch://app.evil/',
      'conch://app@evil.test/',
      'file:///',
      'null',
      '',
    ]) {
      expect(
        permissions.filter((permission) => requested(permission, foreign) || checked(permission, foreign)),
      ).toEqual([]);
    }
    expect(permissions.filter((permission) => requested(permission, 'conch://app/', false))).toEqual([]);
    expect(permissions.filter((permission) => checked(permission, 'conch://app', false))).toEqual([]);
  });

  it('gives no device and no screen', () => {
    expect(ask('device', { deviceType: 'usb', origin: 'conch://app' })).toBe(false);
    let streams: unknown = 'unasked';
    ask('display', {}, (answer: unknown) => (streams = answer));
    expect(streams).toBeNull();
  });
});

describe('requests of the window', () => {
  const cancelled = (url: string, development: string[] = []): unknown => {
    const { session, ask } = fakeSession();
    guardRequests(session, development);
    let answer: unknown;
    ask('web', { url }, (given: { cancel: boolean }) => (answer = given.cancel));
    return answer;
  };

  it.each([
    'conch://app/',
    'conch://app/media/clips/1?x',
    'blob:conch://app/0b7c',
    'data:image/png;base64,AA',
    'devtools://devtools/bundled/x.js',
  ])('lets %s through', (url) => {
    expect(cancelled(url)).toBe(false);
  });

  it.each([
    'https://evil.test/',
    'http://127.0.0.1:5173/',
    'ws://localhost:5173/',
    'file:///etc/passwd',
    'ftp://evil.test/',
    'conch://app.evil/',
    'conch://evil/',
    'conch://app@evil/',
    'blob:https://evil.test/0b7c',
    'blob:conch://app.evil/0b7c',
    'chrome-extension://abc/x.js',
    'filesystem:conch://app/x',
    '',
  ])('cancels %s', (url) => {
    expect(cancelled(url)).toBe(true);
  });

  it('lets the development server through while developing, and no neighbour of it', () => {
    const development = ['http://localhost:5173', 'ws://localhost:5173'];
    expect(cancelled('ws://localhost:5173/?token=1', development)).toBe(false);
    expect(cancelled('http://localhost:5174/', development)).toBe(true);
    expect(cancelled('http://localhost.evil:5173/', development)).toBe(true);
  });
});

const providers = [
  {
    links: {
      keys: 'https://vendor.example/keys',
      console: 'https://console.vendor.example/',
      billing: 'https://pay.example/x',
      docs: 'https://docs.example/',
    },
  },
];

/** Addresses that lead out of the window, none of which may open anywhere. */
const traps = [
  'https://evil.test/',
  'http://vendor.example/keys',
  'https://vendor.example.evil.test/',
  'https://vendor.example@evil.test/',
  'https://user:pass@vendor.example/',
  'https://vendor.example:8443/',
  'https://evilvendor.example/',
  'https://sub.vendor.example/',
  'file:///etc/passwd',
  'file://vendor.example/share',
  '\\\\evil\\share',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'blob:conch://app/1',
  'conch://app/',
  'conch://app.evil/',
  'ms-settings:privacy',
  'mailto:a@vendor.example',
  'smb://vendor.example/x',
  'about:blank',
  'vendor.example',
  '//vendor.example/',
  '',
];

describe('leaving the window', () => {
  function guarded() {
    const on: Record<string, (event: unknown) => void> = {};
    const opened: string[] = [];
    let openWindow: ((details: { url: string }) => unknown) | undefined;
    const contents = {
      on: (name: string, listener: (event: unknown) => void) => void (on[name] = listener),
      setWindowOpenHandler: (handler: typeof openWindow) => void (openWindow = handler),
    } as unknown as Parameters<typeof guardContents>[0];
    const hosts = linkHosts(providers);
    guardContents(contents, (address) => {
      if (mayOpenOutside(address, hosts)) opened.push(address);
    });
    const prevented = (name: string, event: object): boolean => {
      let count = 0;
      on[name]?.({ ...event, preventDefault: () => (count += 1) });
      return count > 0;
    };
    return { prevented, opened, openWindow: (url: string) => openWindow?.({ url }) };
  }

  it.each([
    ...traps.filter((url) => url !== 'conch://app/'),
    'https://vendor.example/keys',
    'conch://app/media/clips/1',
  ])('does not go to "%s"', (url) => {
    const { prevented } = guarded();
    expect(prevented('will-navigate', { url })).toBe(true);
    expect(prevented('will-frame-navigate', { url, isMainFrame: true })).toBe(true);
    expect(prevented('will-frame-navigate', { url, isMainFrame: false })).toBe(true);
    expect(prevented('will-redirect', { url })).toBe(true);
  });

  it('may reload its own page, in the main frame only', () => {
    const { prevented } = guarded();
    expect(prevented('will-navigate', { url: 'conch://app/' })).toBe(false);
    expect(prevented('will-frame-navigate', { url: 'conch://app/', isMainFrame: true })).toBe(false);
    expect(prevented('will-frame-navigate', { url: 'conch://app/', isMainFrame: false })).toBe(true);
    expect(prevented('will-redirect', { url: 'conch://app/' })).toBe(true);
  });

  it('embeds nothing', () => {
    expect(guarded().prevented('will-attach-webview', {})).toBe(true);
  });

  it('opens no second window, whatever it is asked for, and no trap in the browser either', () => {
    const { openWindow, opened } = guarded();
    for (const url of traps) expect(openWindow(url)).toEqual({ action: 'deny' });
    expect(opened).toEqual([]);
  });

  it('hands the providers’ own pages to the browser', () => {
    const { openWindow, opened } = guarded();
    const addresses = ['https://vendor.example/other?x=1', 'https://pay.example/', 'https://VENDOR.example/keys'];
    for (const url of addresses) expect(openWindow(url)).toEqual({ action: 'deny' });
    expect(opened).toEqual(addresses);
  });
});
