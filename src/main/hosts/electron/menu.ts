import type { MenuItemConstructorOptions } from 'electron';
import { keyedCommands, type CommandId, type KeyedCommand } from '../../../shared/commands.ts';
import { acceleratorOf } from '../../../shared/keys.ts';
import type { Language } from '../../../shared/language.ts';
import { sentence, type Sentence } from '../../../shared/sentence.ts';
import { speak } from '../../../shared/speak.ts';

export interface MenuCircumstances {
  platform: NodeJS.Platform;
  language: Language;
  /** Adds reload and the developer tools. */
  development: boolean;
  choose(command: CommandId): void;
}

/**
 * The application menu. What Conch does itself is sent to the window as a command, with the keys that the window has for
 * it; the rest are the system's roles.
 */
export function menuTemplate({
  platform,
  language,
  development,
  choose,
}: MenuCircumstances): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const command = ({ id, words, keys: [first = ''], isOutsideText }: KeyedCommand): MenuItemConstructorOptions => ({
    label: speak(words, language),
    accelerator: acceleratorOf(first),
    click: (_item, _window, { triggeredByAccelerator }) => {
      // The page has seen the key first; where it left it alone, it belongs to a text that is being written.
      if (isOutsideText !== true || triggeredByAccelerator !== true) choose(id);
    },
  });
  const commandsIn = (menu: KeyedCommand['menu']): MenuItemConstructorOptions[] =>
    keyedCommands.filter((one) => one.menu === menu).map(command);
  /** Electron names its roles in English, and there as each system is used to. */
  const role = (of: NonNullable<MenuItemConstructorOptions['role']>, label: Sentence): MenuItemConstructorOptions => ({
    role: of,
    ...(language !== 'en' && { label: speak(label, language) }),
  });
  const settings = commandsIn('settings');
  const separator: MenuItemConstructorOptions = { type: 'separator' };

  const appMenu: MenuItemConstructorOptions = {
    label: 'Conch',
    submenu: [
      role('about', sentence('About Conch')),
      separator,
      ...settings,
      separator,
      role('hide', sentence('Hide Conch')),
      role('hideOthers', sentence('Hide others')),
      role('unhide', sentence('Show all')),
      separator,
      role('quit', sentence('Quit')),
    ],
  };
  const fileMenu: MenuItemConstructorOptions = {
    label: speak(sentence('File'), language),
    submenu: [
      ...commandsIn('file'),
      separator,
      ...(isMac ? [role('close', sentence('Close window'))] : [...settings, separator, role('quit', sentence('Quit'))]),
    ],
  };
  const editMenu: MenuItemConstructorOptions = {
    label: speak(sentence('Edit'), language),
    submenu: [
      role('undo', sentence('Undo typing')),
      role('redo', sentence('Redo typing')),
      separator,
      role('cut', sentence('Cut text')),
      role('copy', sentence('Copy text')),
      role('paste', sentence('Paste text')),
      role('selectAll', sentence('Select all')),
      separator,
      ...commandsIn('edit'),
    ],
  };
  const viewMenu: MenuItemConstructorOptions = {
    label: speak(sentence('View'), language),
    submenu: [
      ...commandsIn('view'),
      separator,
      role('resetZoom', sentence('Usual size')),
      role('zoomIn', sentence('Larger text')),
      role('zoomOut', sentence('Smaller text')),
      separator,
      role('togglefullscreen', sentence('Whole screen')),
      ...(development ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
    ],
  };
  const clipMenu: MenuItemConstructorOptions = {
    label: speak(sentence('Clip'), language),
    submenu: commandsIn('clip'),
  };
  const helpMenu: MenuItemConstructorOptions = {
    label: speak(sentence('Help'), language),
    role: 'help',
    submenu: commandsIn('help'),
  };
  const windowMenu: MenuItemConstructorOptions = {
    ...role('windowMenu', sentence('Window')),
    // Electron fills it by itself, in English.
    ...(language !== 'en' && {
      submenu: [role('minimize', sentence('Minimize')), ...(isMac ? [] : [role('close', sentence('Close window'))])],
    }),
  };
  return [...(isMac ? [appMenu] : []), fileMenu, editMenu, clipMenu, viewMenu, windowMenu, helpMenu];
}
