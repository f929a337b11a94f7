import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, type RefObject, type SyntheticEvent } from 'react';
import { showPlaces } from '../store/acts.ts';
import { markTo } from '../store/selecting-ranges.ts';
import { select, toggleMark } from '../store/selecting.ts';
import { useSession } from '../store/session.ts';
import type { GridLayout, GridRow } from './grid-layout.ts';
import { useClipFocus } from './use-clip-focus.ts';
import { useHeldFocus } from './use-held-focus.ts';
import { useHoverPlay } from './use-hover-play.ts';

export interface PlacedRow {
  row: GridRow;
  index: number;
  /** Distance from the top of the list, in pixels. */
  top: number;
}

export interface ClipListInput {
  element: RefObject<HTMLElement | null>;
  layout: GridLayout;
  /** In pixels. Another function for other measures. */
  heightOf: (row: GridRow | undefined) => number;
}

/** Rows that are drawn above and below what is on screen. */
const overscan = 2;

/** What the grid and the table have in common: a virtual list with one tab stop, a selection, and pages read as they are seen. */
export function useClipList({ element, layout, heightOf }: ClipListInput) {
  const order = useSession((state) => state.order);
  const selectedId = useSession((state) => state.selectedId);
  const { playingId, hover, toggle } = useHoverPlay();
  const pageRows = () => Math.floor((element.current?.clientHeight ?? 0) / heightOf(layout.row(1)));
  const focus = useClipFocus({
    layout,
    order,
    selectedId,
    promptAt: (place) => useSession.getState().jobs.get(order[place] ?? '')?.request.prompt,
    pageRows,
    play: toggle,
  });
  const { wanted, onArrived } = focus;
  const pressed = useRef<Press>(undefined);
  const stopRow = layout.rowOf(focus.stop);

  const virtualizer = useVirtualizer({
    count: layout.rows,
    getScrollElement: () => element.current,
    estimateSize: (index) => heightOf(layout.row(index)),
    getItemKey: useMemo(() => keysFor(layout, heightOf), [layout, heightOf]),
    overscan,
    // The tab stop stays in the document however far it is scrolled away, so that the focus is never lost.
    rangeExtractor: useCallback((range: Range) => withRow(defaultRangeExtractor(range), stopRow), [stopRow]),
  });

  // Opening the inspector takes a column away; the clip that it shows must not slip off the screen by that.
  const showSelected = useEffectEvent(() => {
    const row = selectedId === undefined ? -1 : layout.rowOf(order.indexOf(selectedId));
    if (row >= 0) virtualizer.scrollToIndex(row, { align: 'auto' });
  });
  useEffect(() => {
    showSelected();
  }, [selectedId, layout.columns]);

  // After the render that brought the wanted clip, or the place where it will be read, into the document.
  useEffect(() => {
    if (wanted === undefined) return;
    const row = layout.rowOf(wanted);
    // The list has become shorter meanwhile: there is no such place to wait for.
    if (row < 0) {
      onArrived();
      return;
    }
    // The first row of clips brings its day along.
    virtualizer.scrollToIndex(row === 1 ? 0 : row, { align: 'auto' });
    const clip = element.current?.querySelector<HTMLElement>(`[data-place="${wanted}"]`);
    if (clip === null || clip === undefined) return;
    clip.focus({ preventScroll: true });
    onArrived();
  }, [virtualizer, layout, order, wanted, onArrived, element]);

  const held = useHeldFocus(element, focus.stop);

  // What is drawn just outside is read too, before it is scrolled to.
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  const [from, to] = placesIn(
    layout,
    Math.max(0, startIndex - overscan),
    Math.min(layout.rows - 1, endIndex + overscan),
  );
  useEffect(() => {
    showPlaces(from, to);
  }, [from, to, order]);

  const rows: PlacedRow[] = virtualizer.getVirtualItems().flatMap(({ index, start }) => {
    const row = layout.row(index);
    return row === undefined ? [] : [{ row, index, top: start }];
  });

  const events = {
    onPointerDown(event: SyntheticEvent<HTMLElement, PointerEvent>) {
      const { clientX, clientY } = event.nativeEvent;
      pressed.current = { id: clipOf(event), clientX, clientY };
    },
    onClick(event: SyntheticEvent<HTMLElement, MouseEvent>) {
      const id = clipOf(event) ?? pressedBefore(event.nativeEvent, pressed.current);
      if (id === undefined) return;
      if (event.nativeEvent.shiftKey) void markTo(order.indexOf(id));
      else if (event.nativeEvent.ctrlKey || event.nativeEvent.metaKey) toggleMark(id);
      else select(id);
    },
    onFocus(event: SyntheticEvent) {
      held.take();
      const id = clipOf(event);
      if (id !== undefined) focus.onFocus(id);
    },
    onBlur: held.leave,
    onKeyDown: focus.onKeyDown,
  };

  return { rows, height: virtualizer.getTotalSize(), stop: focus.stop, playingId, hover, events, virtualizer };
}

/** The first and the last place in these rows; heads hold none, so the rows beside them are looked at. */
function placesIn(layout: GridLayout, startRow: number, endRow: number): [number, number] {
  const first = [layout.row(startRow), layout.row(startRow + 1)].find((row) => row?.kind === 'tiles');
  const last = [layout.row(endRow), layout.row(endRow - 1)].find((row) => row?.kind === 'tiles');
  const from = first?.kind === 'tiles' ? first.first : 0;
  return [from, last?.kind === 'tiles' ? last.first + last.count - 1 : from];
}

/** Another function for another layout: by that the virtual list sees at once, within the same drawing, that all heights are new. */
function keysFor(_layout: GridLayout, _heightOf: ClipListInput['heightOf']): (index: number) => number {
  return (index) => index;
}

function withRow(indexes: number[], row: number): number[] {
  return row < 0 || indexes.includes(row) ? indexes : [...indexes, row].sort((a, b) => a - b);
}

/** Where the pointer went down last, and on which clip. */
interface Press {
  id: string | undefined;
  clientX: number;
  clientY: number;
}

/** How far a hand moves while it clicks, in pixels. */
const slackPixels = 6;

/**
 * When a clip moves away under a press, because another one came in above it, the press ends on what is there now and
 * the click belongs to neither. The person meant the clip that was pressed.
 */
function pressedBefore({ clientX, clientY }: MouseEvent, press: Press | undefined): string | undefined {
  if (press === undefined) return undefined;
  const isNear = Math.hypot(clientX - press.clientX, clientY - press.clientY) <= slackPixels;
  return isNear ? press.id : undefined;
}

function clipOf(event: SyntheticEvent): string | undefined {
  return event.target instanceof Element
    ? event.target.closest<HTMLElement>('[data-clip]')?.dataset['clip']
    : undefined;
}
