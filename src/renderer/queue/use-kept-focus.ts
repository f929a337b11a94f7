import { useEffect, useRef, type FocusEvent, type RefObject } from 'react';
import { useQueue } from '../store/queue.ts';

/** Longer than a dialog takes to give the focus back to what had opened it. */
const settleMs = 60;

/**
 * Acts on a queue take away what they were asked by: a row that is canceled, the bar of the chosen clips. The focus then
 * goes to the list, or to the way back from an empty one.
 */
export function useKeptFocus(element: RefObject<HTMLElement | null>) {
  const hadFocus = useRef(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (!isLost || !hadFocus.current) return;
      const heir =
        element.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]') ??
        element.current?.querySelector<HTMLElement>('button');
      heir?.focus({ preventScroll: true });
    };
    const stop = useQueue.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(look, settleMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [element]);
  return {
    onFocus() {
      hadFocus.current = true;
    },
    onBlur({ currentTarget, relatedTarget }: FocusEvent) {
      // Nobody has got it: what had it is gone.
      if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) hadFocus.current = false;
    },
  };
}
