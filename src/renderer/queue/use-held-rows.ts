import { useEffect, useRef, type PointerEvent } from 'react';
import { create } from 'zustand';
import { useQueue } from '../store/queue.ts';
import { goneAfter, type GoneRow } from './held-rows.ts';

/** In a store, so that it is drawn together with the change of the queue that it makes up for. */
const useHeld = create<{ gone: readonly GoneRow[] }>(() => ({ gone: [] }));

function letGo(): void {
  if (useHeld.getState().gone.length > 0) useHeld.setState({ gone: [] });
}

/** Rows of clips that have left while the pointer was over the list, until it goes away. */
export function useHeldRows() {
  const gone = useHeld((state) => state.gone);
  const isOver = useRef(false);
  const pointedId = useRef<string>(undefined);

  useEffect(() => {
    const stop = useQueue.subscribe((now, before) => {
      if (!isOver.current || now.order === before.order) return;
      useHeld.setState((state) => ({ gone: goneAfter(state.gone, before, now, pointedId.current) }));
    });
    return () => {
      stop();
      letGo();
    };
  }, []);

  return {
    gone,
    events: {
      onPointerMove({ pointerType, target }: PointerEvent) {
        // A finger is nowhere until it touches.
        if (pointerType === 'touch') return;
        isOver.current = true;
        const row = target instanceof Element ? target.closest<HTMLElement>('[data-queued]') : null;
        pointedId.current = row?.dataset['queued'];
      },
      onPointerLeave() {
        isOver.current = false;
        letGo();
      },
    },
  };
}
