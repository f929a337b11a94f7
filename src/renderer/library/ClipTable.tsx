import { useMemo, useRef } from 'react';
import type { ClipSort } from '../../shared/clip-query.ts';
import { usualSort } from '../../shared/clip-query.ts';
import { changeQuery } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { ArrowDown, ArrowUp } from '../ui/icons.ts';
import { ClipTableRow, tableRowHeight } from './ClipTableRow.tsx';
import { gridLayout } from './grid-layout.ts';
import { columnsFor, tracksOf, type TableColumn } from './table-columns.ts';
import { useClipList } from './use-clip-list.ts';
import { useNow } from './use-now.ts';
import { useWidth } from './use-width.ts';
import { key, t } from '../texts/index.ts';

const heightOf = (): number => tableRowHeight;

/** The clips as a dense table; a click on a head puts them in order. */
export function ClipTable() {
  const order = useSession((state) => state.order);
  const sort = useSession(({ query }) => query.sort ?? usualSort);
  const now = useNow(60_000);
  const table = useRef<HTMLDivElement>(null);
  const columns = columnsFor(useWidth(table));
  const tracks = tracksOf(columns);
  const layout = useMemo(() => gridLayout(undefined, order.length, 1), [order.length]);
  const list = useClipList({ element: table, layout, heightOf });

  return (
    <div
      ref={table}
      role="grid"
      aria-label={t('Clips')}
      aria-rowcount={order.length + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      tabIndex={-1}
      {...list.events}
      className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto px-5 outline-none"
    >
      <div role="rowgroup" className="sticky top-0 z-10 bg-surface-0">
        <div
          role="row"
          aria-rowindex={1}
          className="grid h-8 items-center gap-3 border-b border-line ps-2 text-sm text-ink-3"
          style={{ gridTemplateColumns: tracks }}
        >
          <Head column={promptColumn} sort={sort} />
          {columns.map((column) => (
            <Head key={column.name} column={column} sort={sort} />
          ))}
        </div>
      </div>
      <div role="rowgroup" aria-label={t('Clips')} className="relative" style={{ height: list.height }}>
        {list.rows.map(({ index, top }) => (
          <ClipTableRow
            key={order[index] ?? index}
            id={order[index]}
            place={index}
            top={top}
            tracks={tracks}
            columns={columns}
            now={now}
            isTabStop={index === list.stop}
          />
        ))}
      </div>
    </div>
  );
}

const promptColumn = { name: key('Prompt'), sort: 'prompt' } as const;

function Head({ column, sort }: { column: Pick<TableColumn, 'name' | 'sort' | 'isNumber'>; sort: ClipSort }) {
  const isSorted = column.sort === sort.by;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={`min-w-0 ${column.isNumber === true ? 'text-end' : ''}`}
    >
      {column.sort === undefined ? (
        t(column.name)
      ) : (
        <button
          type="button"
          onClick={() => {
            if (column.sort !== undefined) changeQuery({ sort: nextSort(column.sort, sort) });
          }}
          className={`inline-flex h-7 items-center gap-1 rounded-control hover:text-ink-1 ${isSorted ? 'font-medium text-ink-1' : ''}`}
        >
          {t(column.name)}
          {isSorted ? <Arrow size={12} aria-hidden /> : null}
        </button>
      )}
    </div>
  );
}

/** The same head again turns the order around. Dates, sizes and ratings begin with the greatest, words with A. */
function nextSort(by: NonNullable<TableColumn['sort']>, now: ClipSort): ClipSort {
  if (now.by === by) return { by, descending: !now.descending };
  return { by, descending: by === 'created' || by === 'size' || by === 'rating' || by === 'duration' };
}
