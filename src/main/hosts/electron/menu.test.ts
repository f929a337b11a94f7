import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from './menu.ts';

function items(platform: NodeJS.Platform, development = false) {
  const chosen: string[] = [];
  const template = menuTemplate({ platform, development, choose: (command) => chosen.push(command) });
  const entries = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  const press = (accelerator: string): void => {
    const item = entries.find((entry) => entry.accelerator === accelerator);
    (item?.click as unknown as (() => void) | undefined)?.();
  };
  const roles = entries.flatMap(({ role }: MenuItemConstructorOptions) => role ?? []);
  return { template, chosen, press, roles };
}

describe('the menu', () => {
  it.each(['darwin', 'win32', 'linux'] as const)('sends its commands to the window on %s', (platform) => {
    const { press, chosen, roles } = items(platform);
    for (const accelerator of ['CmdOrCtrl+N', 'CmdOrCtrl+F', 'CmdOrCtrl+,']) press(accelerator);
    expect(chosen).toEqual(['new-clip', 'search', 'settings']);
    expect(roles).toEqual(
      expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'quit', 'togglefullscreen']),
    );
  });

  it('has the program’s own menu on macOS only', () => {
    expect(items('darwin').template[0]?.label).toBe('Conch');
    expect(items('linux').template[0]?.label).toBe('File');
    expect(items('darwin').roles.filter((role) => role === 'quit')).toHaveLength(1);
  });

  it('keeps the developer tools for developing', () => {
    expect(items('linux').roles).not.toContain('toggleDevTools');
    expect(items('linux').roles).not.toContain('reload');
    expect(items('linux', true).roles).toContain('toggleDevTools');
  });
});
