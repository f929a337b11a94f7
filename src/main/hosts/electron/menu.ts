import type { MenuItemConstructorOptions } from 'electron';
import type { Payload } from '../../../shared/contract.ts';

type Command = Payload<'command.chosen'>['command'];

export interface MenuCircumstances {
  platform: NodeJS.Platform;
  /** Adds reload and the developer tools. */
  development: boolean;
  choose(command: Command): void;
}

/** The application menu. What Conch does itself is sent to the window as a command; the rest are the system's roles. */
export function menuTemplate({ platform, development, choose }: MenuCircumstances): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const command = (label: string, accelerator: string, name: Command): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => {
      choose(name);
    },
  });
  const settings = command('Settings…', 'CmdOrCtrl+,', 'settings');
  const separator: MenuItemConstructorOptions = { type: 'separator' };

  const appMenu: MenuItemConstructorOptions = {
    label: 'Conch',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  const fileMenu: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      command('New clip', 'CmdOrCtrl+N', 'new-clip'),
      separator,
      ...(isMac ? [{ role: 'close' as const }] : [settings, separator, { role: 'quit' as const }]),
    ],
  };
  const editMenu: MenuItemConstructorOptions = {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      separator,
      command('Find clips', 'CmdOrCtrl+F', 'search'),
    ],
  };
  const viewMenu: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(development ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
    ],
  };
  return [...(isMac ? [appMenu] : []), fileMenu, editMenu, viewMenu, { role: 'windowMenu' }];
}
