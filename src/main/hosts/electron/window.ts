import type { BrowserWindowConstructorOptions } from 'electron';
import { startPage } from './origin.ts';
import { smallestHeight, smallestWidth, type WindowState } from './window-state.ts';

/** The colour that is seen before the page has drawn itself: `--surface-0` of the renderer's tokens. */
const backgrounds = { dark: '#0e1213', light: '#f2f0eb' };

export interface WindowCircumstances {
  state: WindowState;
  dark: boolean;
  platform: NodeJS.Platform;
  preloadPath: string;
  /** Linux takes the window's icon from here; elsewhere it is a part of the program. */
  iconPath?: string;
}

export function windowOptions(circumstances: WindowCircumstances): BrowserWindowConstructorOptions {
  const { state, dark, platform, preloadPath, iconPath } = circumstances;
  return {
    width: state.width,
    height: state.height,
    ...state.position,
    minWidth: smallestWidth,
    minHeight: smallestHeight,
    title: 'Conch',
    show: false,
    backgroundColor: dark ? backgrounds.dark : backgrounds.light,
    ...(platform === 'darwin' && { titleBarStyle: 'hiddenInset' as const }),
    ...(iconPath !== undefined && { icon: iconPath }),
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  };
}

/** The part of `BrowserWindow` that this needs. */
export interface ShownWindow {
  once(event: 'ready-to-show', listener: () => void): unknown;
  maximize(): void;
  show(): void;
  loadURL(url: string): Promise<void>;
}

/** Loads the page and shows the window when there is something to see. */
export function openPage(window: ShownWindow, state: WindowState, onTrouble: (thrown: unknown) => void): void {
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize();
    window.show();
  });
  window.loadURL(startPage).catch(onTrouble);
}

/** The part of `BrowserWindow` that this needs. */
export interface FocusableWindow {
  isMinimized(): boolean;
  restore(): void;
  show(): void;
  focus(): void;
}

export function bringUp(window: FocusableWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
