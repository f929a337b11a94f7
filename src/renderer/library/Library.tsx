import { useSession } from '../store/session.ts';
import { TrashBar } from '../keeping/TrashBar.tsx';
import { useView } from '../store/view.ts';
import { ClipGrid } from './ClipGrid.tsx';
import { ClipTable } from './ClipTable.tsx';
import { FilterChips } from './FilterChips.tsx';
import { FilterRow } from './FilterRow.tsx';
import { LibraryTop } from './LibraryTop.tsx';
import { NoClips } from './NoClips.tsx';
import { usePosters } from './use-posters.ts';
import { t } from '../texts/index.ts';

/** The middle column: search, filters, clips. */
export function Library() {
  const isEmpty = useSession(({ order }) => order.length === 0);
  const layout = useView((view) => view.layout);
  usePosters();
  return (
    <main aria-label={t('Library')} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface-0">
      <LibraryTop />
      <FilterRow />
      <FilterChips />
      <TrashBar />
      {isEmpty ? <NoClips /> : layout === 'grid' ? <ClipGrid /> : <ClipTable />}
    </main>
  );
}
