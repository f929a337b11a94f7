import { useEffect } from 'react';
import { focusWithin } from './regions.ts';

/**
 * A thing that had the focus and goes away (its panel closes, its act has been done) leaves a keyboard nowhere. Then the
 * focus goes to what is left of the surroundings, unless somebody has seen to it within two frames.
 */
export function useFocusKeeper(): void {
  useEffect(() => {
    /** From the focused element outwards. */
    let path: readonly Element[] = [];
    let isWaiting = false;

    const onFocus = ({ target }: FocusEvent): void => {
      path = target instanceof Element ? pathOf(target) : [];
    };
    const onRemoval = (): void => {
      if (isWaiting || !isLost(path)) return;
      isWaiting = true;
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          isWaiting = false;
          if (isLost(path)) giveOn(path);
        }),
      );
    };
    const observer = new MutationObserver(onRemoval);
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled', 'hidden', 'inert'],
    });
    document.addEventListener('focusin', onFocus);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', onFocus);
    };
  }, []);
}

/** Nothing has the focus, and it was not the person who took it away. */
function isLost([focused]: readonly Element[]): boolean {
  const { activeElement } = document;
  if (activeElement !== null && activeElement !== document.body) return false;
  if (focused === undefined) return false;
  return !focused.isConnected || focused.matches(':disabled') || focused.closest('[inert], [hidden]') !== null;
}

function giveOn(path: readonly Element[]): void {
  // A dialog that is open is all that can be reached.
  const dialog = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1);
  if (dialog !== undefined && focusWithin(dialog)) return;
  // What was beside the list leads back to the list, not to the prompt.
  const isBesideList = path.some((around) => around.matches('[data-region="inspector"], [data-region="view"]'));
  if (isBesideList && focusWithin(document.querySelector('[data-region="view"]') ?? undefined)) return;
  for (const around of path) if (around.isConnected && focusWithin(around)) return;
  focusWithin(document.body);
}

function pathOf(element: Element): Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) path.push(at);
  return path;
}
