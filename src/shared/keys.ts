/**
 * Shortcuts as text: modifiers, then one key as the browser names it, e.g. `Mod+Shift+E`, `F1`, `?`. `Mod` is Cmd on a Mac
 * and Ctrl elsewhere. Pure.
 */

/** The part of a keyboard event that says which keys were pressed. */
export interface PressedKeys {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

export function isPressed(keys: string, event: PressedKeys, isMac: boolean): boolean {
  const { key, withMod, withShift } = parsed(keys);
  const [mod, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (event.altKey || other || mod !== withMod) return false;
  // A sign such as "?" needs Shift on some keyboards and not on others.
  if (event.shiftKey !== withShift && !isSign(key)) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

const macNames: Readonly<Record<string, string>> = { Backspace: '⌫', Delete: '⌦', Enter: '↵' };
const otherNames: Readonly<Record<string, string>> = { Enter: '↵', Delete: 'Del', Backspace: '⌫' };

/** As it is printed beside a command: `⇧⌘E`, `Ctrl Shift E`. */
export function keysText(keys: string, isMac: boolean): string {
  const { key, withMod, withShift } = parsed(keys);
  const name = (isMac ? macNames : otherNames)[key] ?? key;
  if (isMac) return `${withShift ? '⇧' : ''}${withMod ? '⌘' : ''}${name}`;
  return [withMod ? 'Ctrl' : '', withShift ? 'Shift' : '', name].filter((part) => part !== '').join(' ');
}

/** As `aria-keyshortcuts` wants it: `Control+K`, `Meta+K`. */
export function ariaKeys(keys: string, isMac: boolean): string {
  return keys.replace('Mod', isMac ? 'Meta' : 'Control');
}

/** As Electron's menu wants it: `CmdOrCtrl+K`. */
export function acceleratorOf(keys: string): string {
  return keys.replace('Mod', 'CmdOrCtrl');
}

function parsed(keys: string): { key: string; withMod: boolean; withShift: boolean } {
  const parts = keys.split('+');
  return { key: parts.at(-1) ?? '', withMod: parts.includes('Mod'), withShift: parts.includes('Shift') };
}

function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase();
}
