import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import type { Announcement } from '../../../shared/contract.ts';
import { serve, type Core } from '../../../shared/rpc.ts';
import { createAnnouncer } from '../../announcer.ts';
import type { Log, SettingsFile } from '../../host.ts';
import { defectFacts } from '../log.ts';
import { acceptLinks, type MainIpc } from './link.ts';
import { ownOrigin } from './origin.ts';
import { recoverPage } from './recovery.ts';
import { keepWindowState, restoreWindowState, type Rectangle } from './window-state.ts';
import { bringUp, openPage, windowOptions, type WindowCircumstances } from './window.ts';

export interface MainWindowParts {
  create(options: BrowserWindowConstructorOptions): BrowserWindow;
  ipcMain: MainIpc;
  core: Core;
  /** Where the window's place is kept. */
  stateFile: SettingsFile;
  /** The work areas of the displays of this moment. */
  screens(): Rectangle[];
  circumstances: Pick<WindowCircumstances, 'platform' | 'preloadPath' | 'iconPath'>;
  isDark(): boolean;
  log: Log;
  now(): number;
  /** The page fell twice in a row. */
  pageLost(): void;
}

/** The one window. It may be closed while Conch goes on (macOS), and is made anew when it is wanted. */
export interface MainWindow {
  bringUp(): void;
  /** Says something to the page that only a host can know; a page that is still loading hears it when it is there. */
  tell(announcement: Announcement): void;
  setProgressBar(fraction: number): void;
  readonly current: BrowserWindow | undefined;
}

export function createMainWindow(parts: MainWindowParts): MainWindow {
  const { core, log } = parts;
  const announcer = createAnnouncer((thrown) => {
    log.error('a window could not be told', defectFacts(thrown));
  });
  let current: BrowserWindow | undefined;
  let linked = false;
  let untold: Announcement | undefined;

  function open(): BrowserWindow {
    const state = restoreWindowState(readState(parts), parts.screens());
    const window = parts.create(windowOptions({ ...parts.circumstances, state, dark: parts.isDark() }));
    current = window;
    window.on('closed', () => {
      current = undefined;
    });
    keepWindowState(window, parts.stateFile, (thrown) => {
      log.warn('the place of the window was not kept', defectFacts(thrown));
    });
    recoverPage({
      page: window.webContents,
      now: parts.now,
      log: (reason) => {
        log.error('the page ended', { reason });
      },
      giveUp: parts.pageLost,
    });
    acceptLinks({ ipcMain: parts.ipcMain, page: window.webContents, origin: ownOrigin, onLink: serveWindow });
    openPage(window, state, (thrown) => {
      log.error('the page did not load', defectFacts(thrown));
    });
    return window;
  }

  function serveWindow(link: Parameters<typeof serve>[0]): void {
    serve(link, {
      ...core,
      subscribe(listener) {
        const leave = [core.subscribe(listener), announcer.subscribe(listener)];
        return () => {
          for (const stop of leave) stop();
        };
      },
    });
    link.onMessage(() => {
      // The page's first call means that it listens.
      linked = true;
      if (untold !== undefined) announcer.announce(untold);
      untold = undefined;
    });
    link.onClose(() => {
      linked = false;
    });
  }

  return {
    get current() {
      return current;
    },
    bringUp() {
      if (current === undefined) open();
      else bringUp(current);
    },
    tell(announcement) {
      if (linked) announcer.announce(announcement);
      else untold = announcement;
    },
    setProgressBar(fraction) {
      current?.setProgressBar(fraction);
    },
  };
}

/** A damaged memory of the window's place is no reason to stay closed. */
function readState({ stateFile, log }: MainWindowParts): unknown {
  try {
    return stateFile.store;
  } catch (thrown) {
    log.warn('the place of the window could not be read', defectFacts(thrown));
    return undefined;
  }
}
