import { useCallback, useMemo, useRef } from 'react';
import { useSession } from '../store/session.ts';
import { useView } from '../store/view.ts';
import { ClipTile } from './ClipTile.tsx';
import { dayGroups } from './day-groups.ts';
import { gridLayout, type ClipGroup, type GridRow } from './grid-layout.ts';
import { gridMeasures, rowHeight } from './grid-measures.ts';
import { clipsText } from './measures.ts';
import { rowGroups } from './row-groups.ts';
import { dayName, monthName, startOfDay } from './times.ts';
import { useClipList } from './use-clip-list.ts';
import { useNow } from './use-now.ts';
import { useWidth } from './use-width.ts';
import { t } from '../texts/index.ts';

/** The clips as tiles, by day or month. Only what is near the screen is in the document. */
export function ClipGrid() {
  const order = useSession((state) => state.order);
  const days = useSession((state) => state.days);
  const isRunning = useSession(({ session }) => (session?.counts.running ?? 0) > 0);
  const size = useView(({ tileSize }) => tileSize);
  const now = useNow(isRunning ? 5_000 : 60_000);
  const grid = useRef<HTMLDivElement>(null);
  const width = useWidth(grid);
  const measures = useMemo(() => gridMeasures(width, size), [width, size]);
  const { columns } = measures;
  const today = startOfDay(now);
  const groups = useMemo(() => days && dayGroups(days, today), [days, today]);
  const layout = useMemo(() => gridLayout(groups, order.length, columns), [groups, order.length, columns]);
  const heightOf = useCallback((row: GridRow | undefined) => rowHeight(row, measures), [measures]);
  const list = useClipList({ element: grid, layout, heightOf });

  return (
    <div
      ref={grid}
      role="grid"
      aria-label={t('Clips')}
      aria-rowcount={order.length}
      aria-colcount={1}
      aria-multiselectable
      tabIndex={-1}
      {...list.events}
      className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto px-5 outline-none"
    >
      <div role="presentation" className="relative" style={{ height: list.height }}>
        {rowGroups(list.rows).map(({ group, rows }) => {
          const name = nameOf(layout.groupOf(group), now);
          return (
            <div key={group} role="rowgroup" aria-label={name}>
              {/* One flat list: a tile that moves to another row must stay the same element and keep the focus. */}
              {rows.flatMap(({ row, top }) =>
                row.kind === 'head'
                  ? [<GroupHead key="head" name={name} count={row.count} top={top} />]
                  : Array.from({ length: row.count }, (_, column) => {
                      const place = row.first + column;
                      const id = order[place];
                      return (
                        <ClipTile
                          key={id ?? place}
                          id={id}
                          now={now}
                          place={place}
                          column={column}
                          top={top}
                          measures={measures}
                          isTabStop={place === list.stop}
                          isPlaying={id !== undefined && id === list.playingId}
                          onHover={list.hover}
                        />
                      );
                    }),
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function nameOf(group: ClipGroup | undefined, now: number): string {
  if (group?.startAt === undefined) return t('Clips');
  return group.unit === 'month' ? monthName(group.startAt, now) : dayName(group.startAt, now);
}

function GroupHead({ name, count, top }: { name: string; count: number; top: number }) {
  return (
    <div className="absolute inset-x-0 flex h-8 items-baseline gap-2 pt-2 text-sm text-ink-3" style={{ top }}>
      <span className="text-base font-semibold text-ink-2">{name}</span>
      <span className="tabular-nums">{clipsText(count)}</span>
    </div>
  );
}
