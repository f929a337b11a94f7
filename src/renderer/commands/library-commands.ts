import { usualSort } from '../../shared/clip-query.ts';
import { changeQuery, setQuery } from '../store/acts.ts';
import { useCollections } from '../store/collections.ts';
import { showImport } from '../store/dialogs.ts';
import { emptyTrash } from '../store/keeping.ts';
import { noticeOf } from '../store/notices.ts';
import type { Outcome } from '../store/outcome.ts';
import { presets } from '../store/presets.ts';
import { openLibrary } from '../store/screen.ts';
import { ask } from '../store/question.ts';
import { markAll } from '../store/selecting-ranges.ts';
import { useSession } from '../store/session.ts';
import { setView, tileSizes, useView } from '../store/view.ts';
import { startRebuild, startScrub } from '../store/work-acts.ts';
import { t } from '../texts/index.ts';
import {
  Check,
  Folder,
  LayoutGrid,
  List,
  ListFilter,
  PackageOpen,
  RotateCcw,
  Search,
  Trash2,
  ZoomIn,
  ZoomOut,
} from '../ui/icons.ts';
import { orders } from '../library/orders.ts';
import type { Command } from './command.ts';

/** What is listed, how it is drawn, and the long acts on the library. */
export function libraryCommands(): Command[] {
  const { session } = useSession.getState();
  if (session === undefined) return [];
  const group = t('Library');
  return [
    ...presets.map(({ key: id, word, query, glyph }) => ({
      id: `show-${id}`,
      group,
      title: t('Show: {{what}}', { what: t(word) }),
      glyph: glyph ?? ListFilter,
      run: () => {
        openLibrary();
        setQuery(query);
      },
    })),
    {
      id: 'show-trash',
      group,
      title: t('Show the trash'),
      glyph: Trash2,
      run: () => {
        openLibrary();
        setQuery({ trashed: true });
      },
    },
    ...namedCommands(group),
    { id: 'select-all', group, title: t('Select all clips'), glyph: Check, run: () => void markAll() },
    ...viewCommands(group),
    ...orders.map(({ name, sort }) => ({
      id: `order-${sort.by}-${sort.descending ? 'down' : 'up'}`,
      group,
      title: t('Order: {{order}}', { order: t(name) }),
      glyph: List,
      run: () => {
        changeQuery({ sort: sort === usualSort ? undefined : sort });
      },
    })),
    ...(session.readOnly === undefined ? workCommands(group) : []),
  ];
}

/** Collections and searches, by the names that the person gave them. */
function namedCommands(group: string): Command[] {
  const { collections, searches } = useCollections.getState();
  return [
    ...collections.map(({ id, name }) => ({
      id: `collection-${id}`,
      group,
      title: t('Collection: {{name}}', { name }),
      glyph: Folder,
      run: () => {
        openLibrary();
        setQuery({ collectionId: id });
      },
    })),
    ...searches.map(({ id, name, query }) => ({
      id: `search-${id}`,
      group,
      title: t('Saved search: {{name}}', { name }),
      glyph: Search,
      run: () => {
        openLibrary();
        setQuery(query);
      },
    })),
  ];
}

function viewCommands(group: string): Command[] {
  const { layout, tileSize } = useView.getState();
  const at = tileSizes.indexOf(tileSize);
  const sized = (id: string, title: string, glyph: Command['glyph'], size: (typeof tileSizes)[number] | undefined) =>
    size === undefined || layout === 'table' || glyph === undefined
      ? []
      : [{ id, group, title, glyph, run: () => setView({ tileSize: size }) }];
  return [
    layout === 'grid'
      ? { id: 'view-table', group, title: t('Show as table'), glyph: List, run: () => setView({ layout: 'table' }) }
      : {
          id: 'view-pictures',
          group,
          title: t('Show as pictures'),
          glyph: LayoutGrid,
          run: () => setView({ layout: 'grid' }),
        },
    ...sized('view-larger', t('Larger pictures'), ZoomIn, tileSizes[at + 1]),
    ...sized('view-smaller', t('Smaller pictures'), ZoomOut, tileSizes[at - 1]),
  ];
}

function workCommands(group: string): Command[] {
  return [
    {
      id: 'import',
      group,
      title: t('Import clips'),
      glyph: PackageOpen,
      run: () => {
        showImport(true);
      },
    },
    { id: 'check', group, title: t('Check the files'), glyph: Check, run: () => void begun(startScrub(false)) },
    {
      id: 'check-thoroughly',
      group,
      title: t('Check every byte'),
      glyph: Check,
      run: () => void begun(startScrub(true)),
    },
    { id: 'rebuild', group, title: t('Rebuild the list'), glyph: RotateCcw, run: () => void begun(startRebuild()) },
    {
      id: 'empty-trash',
      group,
      title: t('Empty trash'),
      glyph: Trash2,
      run: () => {
        ask({
          title: t('Empty the trash?'),
          text: t('Files and records are removed from this computer. That cannot be taken back.'),
          confirm: t('Empty trash'),
          isDanger: true,
          run: () => void emptyTrash(),
        });
      },
    },
  ];
}

async function begun(starting: Promise<Outcome>): Promise<void> {
  const outcome = await starting;
  if (!outcome.ok) noticeOf(outcome.failure);
}
