import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, type SyntheticEvent } from 'react';
import { loadMore, select } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { ClipRow } from './ClipRow.tsx';
import { rowHeight } from './grid-measures.ts';
import { groupNames, rowGroups, rowOf } from './grid-rows.ts';
import { clipsText } from './measures.ts';
import { useClipFocus } from './use-clip-focus.ts';
import { useClipRows } from './use-clip-rows.ts';
import { useHoverPlay } from './use-hover-play.ts';
import { useNow } from './use-now.ts';

/** Rows before the end at which the next page is asked for. */
const loadAhead = 4;

/** The clips, newest first, by day. Only what is near the screen is in the document. */
export function ClipGrid() {
  const order = useSession((state) => state.order);
  const total = useSession((state) => state.total);
  const selectedId = useSession((state) => state.selectedId);
  const hasMore = useSession((state) => state.nextBeforeSequence !== undefined);
  const isRunning = useSession(({ session }) => (session?.counts.running ?? 0) > 0);
  const now = useNow(isRunning ? 5_000 : 60_000);
  const grid = useRef<HTMLDivElement>(null);
  const { rows, measures } = useClipRows(grid, now);
  const names = useMemo(() => groupNames(rows), [rows]);
  const { playingId, hover } = useHoverPlay();
  const pageRows = () => Math.floor((grid.current?.clientHeight ?? 0) / rowHeight(rows[1], measures));
  const focus = useClipFocus({ rows, order, selectedId, pageRows });
  const { wantedId, onArrived } = focus;
  const stopRow = rowOf(rows, focus.stopId);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: (index) => rowHeight(rows[index], measures),
    overscan: 3,
    // The tab stop stays in the document however far it is scrolled away, so that the focus is never lost.
    rangeExtractor: useCallback((range: Range) => withRow(defaultRangeExtractor(range), stopRow), [stopRow]),
  });

  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rows, measures]);

  // Opening the inspector takes a column away; the clip that it shows must not slip off the screen by that.
  const showSelected = useEffectEvent(() => {
    const row = rowOf(rows, selectedId);
    if (row >= 0) virtualizer.scrollToIndex(row, { align: 'auto' });
  });
  useEffect(() => {
    showSelected();
  }, [selectedId, measures.columns]);

  // After the render that brought the wanted tile into the document.
  useEffect(() => {
    if (wantedId === undefined) return;
    const row = rowOf(rows, wantedId);
    // The first row of clips brings its day along.
    virtualizer.scrollToIndex(row === 1 ? 0 : row, { align: 'auto' });
    grid.current?.querySelector<HTMLElement>(`[data-clip="${wantedId}"]`)?.focus({ preventScroll: true });
    onArrived();
  }, [virtualizer, rows, wantedId, onArrived]);

  const lastSeen = virtualizer.range?.endIndex ?? 0;
  const isNearEnd = rows.length > 0 && lastSeen >= rows.length - loadAhead;
  useEffect(() => {
    // A page that could not be read is asked for again on the next scroll only.
    if (isNearEnd && hasMore) void loadMore();
  }, [isNearEnd, hasMore, lastSeen, order]);

  const items = virtualizer.getVirtualItems().flatMap(({ index, start }) => {
    const row = rows[index];
    return row === undefined ? [] : [{ row, start }];
  });

  return (
    <div
      ref={grid}
      role="grid"
      aria-label="Clips"
      aria-rowcount={total}
      aria-colcount={1}
      tabIndex={-1}
      onClick={(event) => {
        withClip(event, select);
      }}
      onFocus={(event) => {
        withClip(event, focus.onFocus);
      }}
      onKeyDown={focus.onKeyDown}
      className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto px-5 outline-none"
    >
      <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {rowGroups(items, names).map(({ group, name, parts }) => (
          <div key={group} role="rowgroup" aria-label={name}>
            {/* One flat list: a tile that moves to another row must stay the same element and keep the focus. */}
            {parts.flatMap(({ row, start }) =>
              row.kind === 'day'
                ? [<DayHead key="day" name={row.name} count={row.count} top={start} />]
                : row.ids.map((id, column) => (
                    <ClipRow
                      key={id}
                      id={id}
                      now={now}
                      place={row.first + column + 1}
                      column={column}
                      top={start}
                      measures={measures}
                      isSelected={id === selectedId}
                      isTabStop={id === focus.stopId}
                      isPlaying={id === playingId}
                      onHover={hover}
                    />
                  )),
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function DayHead({ name, count, top }: { name: string; count: number | undefined; top: number }) {
  return (
    <div className="absolute inset-x-0 flex h-8 items-baseline gap-2 pt-2 text-sm text-ink-3" style={{ top }}>
      <span className="text-base font-semibold text-ink-2">{name}</span>
      {count === undefined ? null : <span className="tabular-nums">{clipsText(count)}</span>}
    </div>
  );
}

function withRow(indexes: number[], row: number): number[] {
  return row < 0 || indexes.includes(row) ? indexes : [...indexes, row].sort((a, b) => a - b);
}

function withClip(event: SyntheticEvent, act: (id: string) => void): void {
  const clip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-clip]') : null;
  const id = clip?.dataset['clip'];
  if (id !== undefined) act(id);
}
