import { create } from 'zustand';
import type { CommandId } from '../../shared/commands.ts';

/** What the window can be asked to do from anywhere: a shortcut, the host's menu, a link in a text. */

export type SettingsTab = 'providers' | 'library' | 'image-host' | 'money' | 'network' | 'general' | 'about';

export interface SettingsTarget {
  tab?: SettingsTab;
  /** The provider to open on the tab "Providers". */
  providerId?: string;
}

interface Commands {
  settingsOpen: false | SettingsTarget;
  isPaletteOpen: boolean;
  /** The sheet that lists the keys. */
  isKeysSheetOpen: boolean;
}

export const useCommands = create<Commands>(() => ({
  settingsOpen: false,
  isPaletteOpen: false,
  isKeysSheetOpen: false,
}));

export function showPalette(isPaletteOpen: boolean): void {
  useCommands.setState({ isPaletteOpen });
}

export function showKeysSheet(isKeysSheetOpen: boolean): void {
  useCommands.setState({ isKeysSheetOpen });
}

export function openSettings(target: SettingsTarget = {}): void {
  useCommands.setState({ settingsOpen: target });
}

export function closeSettings(): void {
  useCommands.setState({ settingsOpen: false });
}

let run: (id: CommandId) => void = () => {};

/** Who knows what the commands do: the stores must not. */
export function answerCommands(runner: (id: CommandId) => void): void {
  run = runner;
}

/** An act chosen from the host's own menu. */
export function chooseCommand(id: CommandId): void {
  run(id);
}

export type FocusTarget = 'prompt' | 'search' | 'picture' | 'tags' | 'note';

const targets = new Map<FocusTarget, HTMLElement>();

/** As a `ref`: the element that "New clip" or "Search" puts the focus into. */
export function focusTarget(name: FocusTarget) {
  return (element: HTMLElement | null) => {
    if (element === null) targets.delete(name);
    else targets.set(name, element);
  };
}

/** The element itself, where it is on screen. */
export function targetOf(name: FocusTarget): HTMLElement | undefined {
  return targets.get(name);
}

/** With `selectsText` the next key replaces what is there; a search is always taken up like that. */
export function focusOn(name: FocusTarget, { selectsText = name === 'search' } = {}): void {
  const element = targets.get(name);
  element?.focus();
  const isText = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  if (selectsText && isText) element.select();
}

/** Acts that a part of the window can do while it is on screen. */
export type OfferName = 'generate' | 'play' | 'save-frame' | 'start-from-frame' | 'play-chain';

const offers = new Map<OfferName, () => void>();

/** In an effect: the act can be asked for from elsewhere until the returned function takes it back. */
export function offer(name: OfferName, run: () => void): () => void {
  offers.set(name, run);
  return () => {
    if (offers.get(name) === run) offers.delete(name);
  };
}

export function offered(name: OfferName): (() => void) | undefined {
  return offers.get(name);
}
