import { z } from 'zod';
import type { SettingsFile } from '../../host.ts';

/** Where the window was when it was closed last, and how to put it back on the screens of today. Sizes in DIPs. */

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowState {
  width: number;
  height: number;
  /** Absent: the system chooses the place. */
  position?: { x: number; y: number };
  maximized: boolean;
}

export const smallestWidth = 900;
export const smallestHeight = 600;
/** This much of the window must lie on a screen, or a person could not take hold of it. */
const graspable = { width: 120, height: 60 };
const usual: WindowState = { width: 1280, height: 840, maximized: false };

const number = z.number().int().min(-100_000).max(100_000);
const storedSchema = z.object({ x: number, y: number, width: number, height: number, maximized: z.boolean() });

/** @param screens the work area of each display */
export function restoreWindowState(stored: unknown, screens: readonly Rectangle[]): WindowState {
  const parsed = storedSchema.safeParse(stored);
  if (!parsed.success) return fit(usual, screens[0]);
  const { maximized, ...was } = parsed.data;
  const screen = screens.find((candidate) => {
    const shared = overlap(was, candidate);
    return shared.width >= graspable.width && shared.height >= graspable.height;
  });
  // The screen that it was on is gone: keep the size, let the system choose the place.
  if (screen === undefined) return fit({ width: was.width, height: was.height, maximized }, screens[0]);
  const fitted = fit({ width: was.width, height: was.height, maximized }, screen);
  const x = Math.max(screen.x, Math.min(was.x, screen.x + screen.width - fitted.width));
  const y = Math.max(screen.y, Math.min(was.y, screen.y + screen.height - fitted.height));
  return { ...fitted, position: { x, y } };
}

function fit(state: WindowState, screen: Rectangle | undefined): WindowState {
  return {
    ...state,
    width: Math.max(smallestWidth, Math.min(state.width, screen?.width ?? state.width)),
    height: Math.max(smallestHeight, Math.min(state.height, screen?.height ?? state.height)),
  };
}

function overlap(one: Rectangle, other: Rectangle): { width: number; height: number } {
  return {
    width: Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x),
    height: Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y),
  };
}

/** The part of `BrowserWindow` that this needs. */
export interface KeptWindow {
  getNormalBounds(): Rectangle;
  isMaximized(): boolean;
  on(event: 'close', listener: () => void): unknown;
}

/** Remembers the window's place when it closes. A place that cannot be stored is not worth a word to the person. */
export function keepWindowState(window: KeptWindow, file: SettingsFile, onTrouble: (thrown: unknown) => void): void {
  window.on('close', () => {
    try {
      const { x, y, width, height } = window.getNormalBounds();
      file.store = { x, y, width, height, maximized: window.isMaximized() };
    } catch (thrown) {
      onTrouble(thrown);
    }
  });
}
