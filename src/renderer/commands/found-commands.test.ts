import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import { foundCommands } from './found-commands.ts';

const command = (id: string, title: string, group: string): Command => ({ id, title, group, run: () => {} });
const all = [
  command('clip-export', 'Export', 'Clip'),
  command('settings-providers', 'Settings, Providers', 'Settings'),
  command('move-pan', 'Insert Pan left', 'Camera moves'),
  command('panel', 'Toggle the inspector panel', 'Window'),
];
const titles = (text: string) =>
  foundCommands(all, text).map(({ group, commands }) => [group, ...commands.map(({ title }) => title)]);

test('without a text everything is there, in its order', () => {
  expect(titles('').flat()).toHaveLength(8);
  expect(titles('')[0]).toEqual(['Clip', 'Export']);
});

test('the best hit comes first: the beginning of a title before a word, a word before the middle of one', () => {
  expect(titles('pan').map(([group]) => group)).toEqual(['Camera moves', 'Window']);
  expect(titles('set')).toEqual([['Settings', 'Settings, Providers']]);
  expect(foundCommands([...all, command('x', 'Panorama', 'Other')], 'pan')[0]?.group).toBe('Other');
});

test('every word must be found, in any order and case; the id helps in other languages', () => {
  expect(titles('PROV set')).toEqual([['Settings', 'Settings, Providers']]);
  expect(titles('pan right')).toEqual([]);
  expect(foundCommands([command('clip-export', '导出', '视频')], 'export')).toHaveLength(1);
});
