import { describe, expect, it } from 'vitest';
import { bringUp, openPage, windowOptions } from './window.ts';
import { keepWindowState, restoreWindowState } from './window-state.ts';

const screen = { x: 0, y: 25, width: 1440, height: 875 };
const second = { x: 1440, y: 0, width: 1920, height: 1080 };

describe('the window’s place', () => {
  it('is the usual one where nothing is known', () => {
    for (const stored of [
      undefined,
      {},
      null,
      'x',
      { x: 1 },
      { x: 0, y: 0, width: 'wide', height: 1, maximized: false },
    ]) {
      expect(restoreWindowState(stored, [second])).toEqual({ width: 1280, height: 840, maximized: false });
    }
  });

  it('is where it was', () => {
    const stored = { x: 1500, y: 100, width: 1000, height: 700, maximized: true };
    expect(restoreWindowState(stored, [screen, second])).toEqual({
      width: 1000,
      height: 700,
      maximized: true,
      position: { x: 1500, y: 100 },
    });
  });

  it('is left to the system when its screen is gone', () => {
    const stored = { x: 1500, y: 100, width: 1000, height: 700, maximized: false };
    expect(restoreWindowState(stored, [screen])).toEqual({ width: 1000, height: 700, maximized: false });
  });

  it('is moved in when only a sliver would show', () => {
    const stored = { x: -880, y: 860, width: 1000, height: 700, maximized: false };
    expect(restoreWindowState(stored, [screen]).position).toBeUndefined();
    const half = { x: -500, y: 300, width: 1000, height: 700, maximized: false };
    expect(restoreWindowState(half, [screen]).position).toEqual({ x: 0, y: 200 });
  });

  it('is never larger than the screen, and never smaller than Conch can be used', () => {
    const huge = { x: 0, y: 25, width: 5000, height: 5000, maximized: false };
    expect(restoreWindowState(huge, [screen])).toMatchObject({ width: 1440, height: 875, position: { x: 0, y: 25 } });
    const tiny = { x: 100, y: 100, width: 150, height: 90, maximized: false };
    expect(restoreWindowState(tiny, [screen])).toMatchObject({ width: 900, height: 600 });
  });

  it('is kept when the window closes, with the size that it has when it is not maximized', () => {
    const file = { store: {} as Record<string, unknown> };
    let close = (): void => {};
    const window = {
      getNormalBounds: () => ({ x: 1, y: 2, width: 1000, height: 700 }),
      isMaximized: () => true,
      on: (_event: 'close', listener: () => void) => void (close = listener),
    };
    keepWindowState(window, file, () => {});
    expect(file.store).toEqual({});
    close();
    expect(file.store).toEqual({ x: 1, y: 2, width: 1000, height: 700, maximized: true });
    expect(restoreWindowState(file.store, [screen])).toMatchObject({ width: 1000, maximized: true });
  });

  it('does not keep the window open when it cannot be stored', () => {
    const troubles: unknown[] = [];
    let close = (): void => {};
    const file = {
      get store(): Record<string, unknown> {
        return {};
      },
      set store(_value) {
        throw new Error('the disk is full');
      },
    };
    const window = {
      getNormalBounds: () => screen,
      isMaximized: () => false,
      on: (_event: 'close', listener: () => void) => void (close = listener),
    };
    keepWindowState(window, file, (thrown) => troubles.push(thrown));
    close();
    expect(troubles).toHaveLength(1);
  });
});

describe('the window', () => {
  const state = { width: 1000, height: 700, maximized: false, position: { x: 5, y: 6 } };
  const options = (platform: NodeJS.Platform, dark = true) =>
    windowOptions({ state, dark, platform, preloadPath: '/p/index.cjs' });

  it('gives its page nothing of Node and nothing of the system', () => {
    expect(options('linux').webPreferences).toEqual({
      preload: '/p/index.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    });
  });

  it('has its place, its least size and the colour of the theme', () => {
    const bounds = { x: 5, y: 6, width: 1000, height: 700, minWidth: 900, minHeight: 600, show: false };
    expect(options('win32')).toMatchObject({ ...bounds, backgroundColor: '#0e1213' });
    expect(options('win32', false).backgroundColor).toBe('#f2f0eb');
  });

  it('keeps the system’s frame, on macOS with the buttons inside', () => {
    expect(options('darwin').titleBarStyle).toBe('hiddenInset');
    for (const platform of ['win32', 'linux'] as const) {
      expect(options(platform).titleBarStyle).toBeUndefined();
      expect(options(platform).frame).toBeUndefined();
    }
  });

  it('shows itself when there is something to see', async () => {
    const acts: string[] = [];
    let ready = (): void => {};
    const window = {
      once: (_event: 'ready-to-show', listener: () => void) => void (ready = listener),
      maximize: () => void acts.push('maximize'),
      show: () => void acts.push('show'),
      loadURL: (url: string) => (acts.push(url), Promise.reject(new Error('aborted'))),
    };
    const troubles: unknown[] = [];
    openPage(window, { ...state, maximized: true }, (thrown) => troubles.push(thrown));
    expect(acts).toEqual(['conch://app/']);
    ready();
    expect(acts).toEqual(['conch://app/', 'maximize', 'show']);
    await Promise.resolve();
    expect(troubles).toHaveLength(1);
  });

  it('comes up from wherever it hides', () => {
    const acts: string[] = [];
    const act = (name: string) => () => void acts.push(name);
    const window = { isMinimized: () => true, restore: act('restore'), show: act('show'), focus: act('focus') };
    bringUp(window);
    bringUp({ ...window, isMinimized: () => false });
    expect(acts).toEqual(['restore', 'show', 'focus', 'show', 'focus']);
  });
});
