import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../shared/language.ts';
import { keyedCommands } from '../../../shared/commands.ts';
import { acceleratorOf } from '../../../shared/keys.ts';
import { menuTemplate } from './menu.ts';

type Click = (item: unknown, window: unknown, event: { triggeredByAccelerator: boolean }) => void;

function items(platform: NodeJS.Platform, development = false, language: Language = 'en') {
  const chosen: string[] = [];
  const template = menuTemplate({ platform, language, development, choose: (command) => chosen.push(command) });
  const entries = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  const press = (accelerator: string, byKey = false): void => {
    const item = entries.find((entry) => entry.accelerator === accelerator);
    (item?.click as Click | undefined)?.({}, undefined, { triggeredByAccelerator: byKey });
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

  it('has every command of the list that stands in a menu, with the keys of the window', () => {
    const { template } = items('linux');
    const entries = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const inMenu = keyedCommands.filter(({ menu }) => menu !== undefined);
    expect(inMenu.length).toBeGreaterThan(8);
    for (const { words, keys } of inMenu) {
      const item = entries.find(({ label }) => label === words.template);
      expect(item?.accelerator, words.template).toBe(acceleratorOf(keys[0] ?? ''));
    }
    const accelerators = entries.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(accelerators).size).toBe(accelerators.length);
  });

  it('leaves a key to the text that is being written, but not a click', () => {
    const { press, chosen } = items('darwin');
    press('Delete', true);
    press('CmdOrCtrl+N', true);
    expect(chosen).toEqual(['new-clip']);
    press('Delete');
    expect(chosen).toEqual(['new-clip', 'trash']);
  });

  it.each(['darwin', 'win32'] as const)('speaks Chinese throughout on %s', (platform) => {
    const { template } = items(platform, false, 'zh-CN');
    const entries = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const labels = [...template, ...entries].filter(({ type }) => type !== 'separator').map(({ label }) => label ?? '');
    expect(labels.filter((label) => !/\p{Script=Han}/u.test(label))).toEqual(platform === 'darwin' ? ['Conch'] : []);
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
