import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { markAll, markTo } from '../store/selecting-ranges.ts';
import { select, toggleMark } from '../store/selecting.ts';
import { direction } from '../texts/index.ts';
import { isGridKey, nextPlace } from './grid-keys.ts';
import type { GridLayout } from './grid-layout.ts';
import { typedAhead } from './type-ahead.ts';

export interface ClipFocus {
  /** The place that the Tab key reaches; -1 in an empty list. */
  stop: number;
  onKeyDown: (event: KeyboardEvent) => void;
  /** A clip got the focus: it becomes the tab stop. */
  onFocus: (id: string) => void;
  /** A place that has to be scrolled to and focused once it is in the document; then `onArrived` is called. */
  wanted: number | undefined;
  onArrived: () => void;
}

export interface ClipFocusInput {
  layout: GridLayout;
  order: readonly (string | undefined)[];
  selectedId: string | undefined;
  /** The prompt at a place, where it has been read. */
  promptAt: (place: number) => string | undefined;
  /** Rows that fit on the screen. */
  pageRows: () => number;
  /** Space: plays the clip where it stands, or stops it. */
  play: (id: string) => void;
}

/** Roving focus over a list of which only a part is in the document, or has even been read. */
export function useClipFocus({ layout, order, selectedId, promptAt, pageRows, play }: ClipFocusInput): ClipFocus {
  const [held, setHeld] = useState<{ id: string | undefined; place: number }>();
  const [wanted, setWanted] = useState<number>();
  const openId = useRef(selectedId);
  const stop = placeOf(held ?? { id: selectedId, place: 0 }, order);

  function go(place: number): void {
    setHeld({ id: order[place], place });
    setWanted(place);
  }

  // The inspector that closes takes the focused button with it; the clip that was open, or the one that has taken the
  // place of a deleted one, gets the focus back.
  const onClosed = useEffectEvent((closedId: string) => {
    const isFocusLost = document.activeElement === null || document.activeElement === document.body;
    const place = order.indexOf(closedId);
    if (isFocusLost && order.length > 0) go(place >= 0 ? place : stop);
  });
  useEffect(() => {
    const closedId = openId.current;
    openId.current = selectedId;
    if (selectedId === undefined && closedId !== undefined) onClosed(closedId);
  }, [selectedId]);

  /** Whether the key was ours. */
  function answer(event: KeyboardEvent): boolean {
    const { key, shiftKey } = event;
    const withModifier = event.ctrlKey || event.metaKey;
    const id = order[stop];
    if (withModifier && key.toLowerCase() === 'a') void markAll();
    else if (withModifier && key === ' ' && id !== undefined) toggleMark(id);
    else if (withModifier) return false;
    else if (isGridKey(key)) {
      const place = nextPlace(layout, stop, key, { pageRows: pageRows(), direction: direction() });
      go(place);
      if (shiftKey) void markTo(place);
    } else if (key === 'Enter' && id !== undefined) select(id);
    else if (key === 'Escape') select(undefined);
    else {
      const place = typedAhead(key, event.timeStamp, { from: stop, total: order.length, promptAt });
      if (place !== undefined) go(place);
      else if (key === ' ' && id !== undefined) play(id);
      else return false;
    }
    return true;
  }

  return {
    stop,
    wanted,
    onArrived() {
      setWanted(undefined);
    },
    onFocus(id) {
      const place = order.indexOf(id);
      if (place >= 0) setHeld({ id, place });
    },
    onKeyDown(event) {
      if (stop >= 0 && !event.altKey && answer(event)) event.preventDefault();
    },
  };
}

/** A clip keeps the focus when others come above it; one that was deleted or filtered away hands its place on. */
function placeOf(
  { id, place }: { id: string | undefined; place: number },
  order: readonly (string | undefined)[],
): number {
  if (id === undefined || order[place] === id) return Math.min(place, order.length - 1);
  const now = order.indexOf(id);
  return now >= 0 ? now : Math.min(place, order.length - 1);
}
