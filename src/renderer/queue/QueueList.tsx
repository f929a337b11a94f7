import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type MouseEvent } from 'react';
import { showQueued, useQueue } from '../store/queue.ts';
import { useSession } from '../store/session.ts';
import { showKnown } from '../store/showing.ts';
import { t } from '../texts/index.ts';
import { GoneQueueRow } from './GoneQueueRow.tsx';
import { clipsAbove, indexOfPlace, placeAtIndex } from './held-rows.ts';
import { useMoveNews } from './moving.ts';
import { queueRowHeight, QueueRow } from './QueueRow.tsx';
import { useHeldRows } from './use-held-rows.ts';
import { useQueueDrag } from './use-queue-drag.ts';
import { useQueueFocus } from './use-queue-focus.ts';

/** The clips in the order in which they go. Only what is near the screen is in the document, or has been read. */
export function QueueList() {
  const order = useQueue((state) => state.order);
  const canChange = useSession(({ session }) => session?.readOnly === undefined);
  const element = useRef<HTMLDivElement>(null);
  const drag = useQueueDrag(canChange);
  const { gone, events: pointing } = useHeldRows();
  const focus = useQueueFocus({
    element,
    order,
    canChange,
    pageRows: () => Math.floor((element.current?.clientHeight ?? 0) / queueRowHeight),
    scrollTo: (place) => {
      virtualizer.scrollToIndex(indexOfPlace(gone, place), { align: 'auto' });
    },
    open,
  });
  const { stop } = focus;
  const stopIndex = stop < 0 ? stop : indexOfPlace(gone, stop);
  const virtualizer = useVirtualizer({
    count: order.length + gone.length,
    getScrollElement: () => element.current,
    estimateSize: () => queueRowHeight,
    overscan: 4,
    // The tab stop stays in the document however far it is scrolled away, so that the focus is never lost.
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        return stopIndex < 0 || shown.includes(stopIndex)
          ? shown
          : [...shown, stopIndex].sort((one, other) => one - other);
      },
      [stopIndex],
    ),
  });

  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  const from = clipsAbove(gone, startIndex);
  const to = clipsAbove(gone, endIndex);
  useEffect(() => {
    showQueued({ from, to });
  }, [from, to, order]);
  useEffect(
    () => () => {
      showQueued(undefined);
    },
    [],
  );

  const clicks = {
    onClick(event: MouseEvent) {
      const row = rowOf(event);
      if (row !== undefined) focus.choose(row.place, event);
    },
    onDoubleClick(event: MouseEvent) {
      const row = rowOf(event);
      if (row !== undefined) open(row.id);
    },
  };

  return (
    <>
      <p id="queue-keys" className="sr-only">
        {t(
          'Space chooses, Alt with the arrow keys moves, Alt with Home or End puts first or last, Delete cancels, Enter opens.',
        )}
      </p>
      <div
        ref={element}
        // A grid without rows is none.
        {...(order.length > 0 && {
          role: 'grid',
          'aria-label': t('Clips in the queue'),
          'aria-describedby': 'queue-keys',
          'aria-rowcount': order.length,
          'aria-multiselectable': true,
        })}
        tabIndex={-1}
        {...focus.events}
        {...drag.events}
        {...clicks}
        {...pointing}
        className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto px-5 pb-2 outline-none"
      >
        <div
          role={order.length > 0 ? 'rowgroup' : undefined}
          className="relative"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const place = placeAtIndex(gone, index);
            if (place === undefined) {
              return (
                <GoneQueueRow key={`gone ${index}`} job={gone.find((one) => one.index === index)?.job} top={start} />
              );
            }
            return (
              <QueueRow
                key={order[place] ?? place}
                id={order[place]}
                place={place}
                total={order.length}
                top={start}
                isTabStop={place === stop}
                dropEdge={
                  drag.gap === place
                    ? 'top'
                    : drag.gap === order.length && place === order.length - 1
                      ? 'bottom'
                      : undefined
                }
              />
            );
          })}
        </div>
      </div>
      <MoveNews />
    </>
  );
}

/** Where a clip went, for those who do not see it. */
function MoveNews() {
  const text = useMoveNews((state) => state.text);
  return (
    <div aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}

function open(id: string): void {
  const job = useQueue.getState().jobs.get(id);
  if (job !== undefined) showKnown(job);
}

/** Clicks on a button within a row are the button's. */
function rowOf({ target }: MouseEvent): { id: string; place: number } | undefined {
  if (!(target instanceof Element) || target.closest('button') !== null) return undefined;
  const { queued, place } = target.closest<HTMLElement>('[data-queued]')?.dataset ?? {};
  return queued === undefined || place === undefined ? undefined : { id: queued, place: Number(place) };
}
