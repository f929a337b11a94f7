import { create } from 'zustand';

/** What the window can be asked to do from anywhere: a shortcut, the host's menu, a link in a text. */

export type SettingsTab = 'providers' | 'library' | 'image-host' | 'general';

export interface SettingsTarget {
  tab?: SettingsTab;
  /** The provider to open on the tab "Providers". */
  providerId?: string;
}

interface Commands {
  settingsOpen: false | SettingsTarget;
}

export const useCommands = create<Commands>(() => ({ settingsOpen: false }));

export function openSettings(target: SettingsTarget = {}): void {
  useCommands.setState({ settingsOpen: target });
}

export function closeSettings(): void {
  useCommands.setState({ settingsOpen: false });
}

export type FocusTarget = 'prompt' | 'search' | 'picture';

const targets = new Map<FocusTarget, HTMLElement>();

/** As a `ref`: the element that "New clip" or "Search" puts the focus into. */
export function focusTarget(name: FocusTarget) {
  return (element: HTMLElement | null) => {
    if (element === null) targets.delete(name);
    else targets.set(name, element);
  };
}

/** With `selectsText` the next key replaces what is there; a search is always taken up like that. */
export function focusOn(name: FocusTarget, { selectsText = name === 'search' } = {}): void {
  const element = targets.get(name);
  element?.focus();
  const isText = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  if (selectsText && isText) element.select();
}
