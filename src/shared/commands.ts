import { sentence, type Sentence } from './sentence.ts';

/**
 * The commands that have a shortcut or stand in the host's menu: one list for the keys of the window, the sheet that
 * tells them, the palette, and Electron's menu. What each of them does is the window's business (`renderer/commands`).
 */

export const commandIds = [
  'new-clip',
  'search',
  'palette',
  'queue',
  'settings',
  'shortcuts',
  'use-settings',
  'favourite',
  'export',
  'trash',
  'undo',
  'next-region',
  'previous-region',
] as const;
export type CommandId = (typeof commandIds)[number];

export interface KeyedCommand {
  id: CommandId;
  words: Sentence;
  /** As in `keys.ts`; the first one is shown. */
  keys: readonly string[];
  /** Where it stands in the host's menu; absent: nowhere. */
  menu?: 'file' | 'edit' | 'view' | 'clip' | 'settings' | 'help';
  /** Where text is written the keys belong to the text. */
  isOutsideText?: true;
}

export const keyedCommands: readonly KeyedCommand[] = [
  { id: 'new-clip', words: sentence('New clip'), keys: ['Mod+N'], menu: 'file' },
  { id: 'search', words: sentence('Find clips'), keys: ['Mod+F'], menu: 'edit' },
  { id: 'palette', words: sentence('Commands'), keys: ['Mod+K'], menu: 'view' },
  { id: 'queue', words: sentence('Queue'), keys: ['Mod+J'], menu: 'view' },
  { id: 'settings', words: sentence('Settings…'), keys: ['Mod+,'], menu: 'settings' },
  { id: 'shortcuts', words: sentence('Keyboard shortcuts'), keys: ['F1', '?'], menu: 'help', isOutsideText: true },
  { id: 'use-settings', words: sentence('Use settings'), keys: ['Mod+U'], menu: 'clip' },
  { id: 'favourite', words: sentence('Favourite'), keys: ['Mod+D'], menu: 'clip' },
  { id: 'export', words: sentence('Export'), keys: ['Mod+E'], menu: 'clip' },
  {
    id: 'trash',
    words: sentence('Move to the trash'),
    keys: ['Delete', 'Mod+Backspace'],
    menu: 'clip',
    isOutsideText: true,
  },
  { id: 'undo', words: sentence('Take back the latest change'), keys: ['Mod+Z'], isOutsideText: true },
  { id: 'next-region', words: sentence('Next part of the window'), keys: ['F6'] },
  { id: 'previous-region', words: sentence('Previous part of the window'), keys: ['Shift+F6'] },
];
