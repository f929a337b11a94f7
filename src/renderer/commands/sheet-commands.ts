import { openCompare } from '../sheet/compare/compare-state.ts';
import { openImport } from '../sheet/list/list-state.ts';
import { useSession } from '../store/session.ts';
import { t } from '../texts/index.ts';
import { LayoutGrid, ListPlus } from '../ui/icons.ts';
import type { Command } from './command.ts';

/** What leads to many clips at once. */
export function sheetCommands(): Command[] {
  const { session } = useSession.getState();
  if (session === undefined || session.readOnly !== undefined) return [];
  const group = t('New clip');
  return [
    { id: 'compare', group, title: t('Compare providers'), glyph: LayoutGrid, run: openCompare },
    { id: 'import-batch', group, title: t('Import a batch'), glyph: ListPlus, run: openImport },
  ];
}
