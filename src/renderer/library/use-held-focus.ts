import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

/**
 * A clip that becomes a place to be read, or the other way round, is another element. Where it had the focus, the focus
 * stays at its place.
 */
export function useHeldFocus(list: RefObject<HTMLElement | null>, stop: number) {
  const isHeld = useRef(false);
  useLayoutEffect(() => {
    if (!isHeld.current || !isNowhere()) return;
    list.current?.querySelector<HTMLElement>(`[data-place="${stop}"]`)?.focus({ preventScroll: true });
  });
  return {
    take() {
      isHeld.current = true;
    },
    /** By the person: an element that goes away tells nothing. */
    leave({ relatedTarget, currentTarget }: FocusEvent) {
      isHeld.current = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
    },
  };
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
