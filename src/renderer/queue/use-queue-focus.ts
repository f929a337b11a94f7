import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { noticeOf } from '../store/notices.ts';
import { cancelQueued } from '../store/queue-acts.ts';
import { markQueued, queuedIds, useQueue } from '../store/queue.ts';
import { moveClips } from './moving.ts';
import type { Step } from './move-goal.ts';

export interface QueueFocusInput {
  element: RefObject<HTMLElement | null>;
  order: readonly (string | undefined)[];
  pageRows: () => number;
  scrollTo: (place: number) => void;
  open: (id: string) => void;
  canChange: boolean;
}

const steps: Record<string, Step> = { ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last' };

/** One tab stop in a list of which only a part is in the document; arrows, selection and moves as everywhere. */
export function useQueueFocus({ element, order, pageRows, scrollTo, open, canChange }: QueueFocusInput) {
  const [held, setHeld] = useState<{ id: string | undefined; place: number }>({ id: undefined, place: 0 });
  /** Where a range begins. */
  const anchorId = useRef<string>(undefined);
  const hasFocus = useRef(false);
  const wanted = useRef<number>(undefined);
  const [, renew] = useState(0);
  const stop = placeOf(held, order);

  // After each render: a row that had to be scrolled to is there now, or the focused one has left the queue.
  useLayoutEffect(() => {
    const isLost = hasFocus.current && (document.activeElement === null || document.activeElement === document.body);
    const place = wanted.current ?? (isLost ? stop : undefined);
    if (place === undefined || place < 0) return;
    const row = element.current?.querySelector<HTMLElement>(`[data-place="${place}"]`);
    if (row === null || row === undefined) return;
    wanted.current = undefined;
    row.focus({ preventScroll: true });
  });

  useEffect(() => {
    if (order.length === 0) hasFocus.current = false;
  }, [order.length]);

  function go(place: number): void {
    setHeld({ id: order[place], place });
    wanted.current = place;
    scrollTo(place);
    renew((count) => count + 1);
  }

  async function markRange(to: number): Promise<void> {
    const anchor = anchorId.current === undefined ? -1 : order.indexOf(anchorId.current);
    const from = anchor < 0 ? to : anchor;
    try {
      markQueued(await queuedIds(Math.min(from, to), Math.max(from, to)));
    } catch (thrown) {
      noticeOf(thrown);
    }
  }

  function choose(
    place: number,
    { shiftKey, ctrlKey, metaKey }: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>,
  ): void {
    const id = order[place];
    if (id === undefined || !canChange) return;
    if (shiftKey) return void markRange(place);
    anchorId.current = id;
    const { marked } = useQueue.getState();
    if (!ctrlKey && !metaKey) markQueued([id]);
    else markQueued(marked.has(id) ? [...marked].filter((one) => one !== id) : [...marked, id]);
  }

  /** What a key is about: the chosen clips, or the one that has the focus. */
  function subject(id: string): ReadonlySet<string> {
    const { marked } = useQueue.getState();
    return marked.has(id) ? marked : new Set([id]);
  }

  /** Whether the key was ours. */
  function answer(event: KeyboardEvent): boolean {
    const { key, shiftKey, altKey } = event;
    const id = order[stop];
    if (id === undefined) return false;
    const step = steps[key];
    if (altKey) {
      if (step === undefined || !canChange) return false;
      void moveClips(subject(id), step);
      return true;
    }
    const isMain = event.ctrlKey || event.metaKey;
    if (isMain && key.toLowerCase() === 'a' && canChange) void markAll(order.length);
    else if (isMain && key === ' ') choose(stop, event);
    else if (isMain) return false;
    else if (key === ' ') choose(stop, { shiftKey, ctrlKey: true, metaKey: false });
    else if (key === 'Enter') open(id);
    else if (key === 'Escape' && useQueue.getState().marked.size > 0) markQueued([]);
    else if (key === 'Delete' && canChange) void cancelQueued({ what: 'clips', ids: [...subject(id)] });
    else {
      const place = nextPlace(key, stop, order.length, pageRows());
      if (place === undefined) return false;
      if (shiftKey && canChange) {
        anchorId.current ??= id;
        void markRange(place);
      }
      go(place);
    }
    return true;
  }

  return {
    stop,
    choose,
    events: {
      onKeyDown(event: KeyboardEvent) {
        // Keys of a button within a row are its own.
        if (!(event.target instanceof Element) || event.target.getAttribute('role') !== 'row') return;
        if (answer(event)) event.preventDefault();
      },
      onFocus(event: FocusEvent) {
        hasFocus.current = true;
        const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null;
        const place = Number(row?.dataset['place']);
        if (row !== null && order[place] !== undefined) setHeld({ id: order[place], place });
      },
      onBlur({ relatedTarget }: FocusEvent) {
        if (relatedTarget !== null && element.current?.contains(relatedTarget) !== true) hasFocus.current = false;
      },
    },
  };
}

async function markAll(total: number): Promise<void> {
  try {
    markQueued(await queuedIds(0, total - 1));
  } catch (thrown) {
    noticeOf(thrown);
  }
}

function nextPlace(key: string, from: number, total: number, pageRows: number): number | undefined {
  const last = total - 1;
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'ArrowDown':
      return Math.min(last, from + 1);
    case 'PageUp':
      return Math.max(0, from - Math.max(1, pageRows));
    case 'PageDown':
      return Math.min(last, from + Math.max(1, pageRows));
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** A clip keeps the focus wherever it moves; one that has left hands its place on. */
function placeOf(
  { id, place }: { id: string | undefined; place: number },
  order: readonly (string | undefined)[],
): number {
  const now = id === undefined ? -1 : order.indexOf(id);
  return now >= 0 ? now : Math.min(place, order.length - 1);
}
