import { create } from 'zustand';

/** What the window can be asked to do from anywhere: a shortcut, the host's menu, a link in a text. */

export type SettingsTab = 'providers' | 'library' | 'general';

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

export type FocusTarget = 'prompt' | 'search';

const targets = new Map<FocusTarget, HTMLElement>();

/** As a `ref`: the element that "New clip" or "Search" puts the focus into. */
export function focusTarget(name: FocusTarget) {
  return (element: HTMLElement | null) => {
    if (element === null) targets.delete(name);
    else targets.set(name, element);
  };
}

export function focusOn(name: FocusTarget): void {
  const element = targets.get(name);
  element?.focus();
  if (name === 'search' && element instanceof HTMLInputElement) element.select();
}
