import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { select } from '../store/acts.ts';
import { isGridKey, nextFocus } from './grid-keys.ts';
import type { GridRow } from './grid-rows.ts';

export interface ClipFocus {
  /** The clip that the Tab key reaches. */
  stopId: string | undefined;
  onKeyDown: (event: KeyboardEvent) => void;
  /** A clip got the focus: it becomes the tab stop. */
  onFocus: (id: string) => void;
  /** A clip that has to be scrolled to and focused once it is in the document; then `onArrived` is called. */
  wantedId: string | undefined;
  onArrived: () => void;
}

export interface ClipFocusInput {
  rows: readonly GridRow[];
  order: readonly string[];
  selectedId: string | undefined;
  /** Rows that fit on the screen. */
  pageRows: () => number;
}

/** Roving focus over a grid of which only a part is in the document. */
export function useClipFocus({ rows, order, selectedId, pageRows }: ClipFocusInput): ClipFocus {
  const [stop, setStop] = useState<{ id: string; place: number }>();
  const [wantedId, setWantedId] = useState<string>();
  const openId = useRef(selectedId);

  // A clip that was deleted or filtered away hands its place on, so that the Tab key still lands near it.
  const near = stop && (order.includes(stop.id) ? stop.id : order[Math.min(stop.place, order.length - 1)]);
  const stopId = near ?? (selectedId !== undefined && order.includes(selectedId) ? selectedId : order[0]);

  function go(id: string): void {
    setStop({ id, place: order.indexOf(id) });
    setWantedId(id);
  }

  // The inspector that closes takes the focused button with it; the clip that was open, or the one that has taken the
  // place of a deleted one, gets the focus back.
  const onClosed = useEffectEvent((closedId: string) => {
    const isFocusLost = document.activeElement === null || document.activeElement === document.body;
    const id = order.includes(closedId) ? closedId : stopId;
    if (isFocusLost && id !== undefined) go(id);
  });
  useEffect(() => {
    const closedId = openId.current;
    openId.current = selectedId;
    if (selectedId === undefined && closedId !== undefined) onClosed(closedId);
  }, [selectedId]);

  return {
    stopId,
    wantedId,
    onArrived() {
      setWantedId(undefined);
    },
    onFocus(id) {
      setStop({ id, place: order.indexOf(id) });
    },
    onKeyDown(event) {
      if (stopId === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      if (isGridKey(event.key)) go(nextFocus(rows, stopId, event.key, pageRows()));
      else if (event.key === 'Enter' || event.key === ' ') select(stopId);
      else if (event.key === 'Escape') select(undefined);
      else return;
      event.preventDefault();
    },
  };
}
