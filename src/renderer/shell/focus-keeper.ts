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
    /** Where the focus was before it went to a notice, which is gone as soon as it is answered. */
    let before: readonly Element[] = [];
    let isWaiting = false;

    const onFocus = ({ target }: FocusEvent): void => {
      path = target instanceof Element ? pathOf(target) : [];
      if (!path.some((around) => around.matches('[data-region="notice"]'))) before = path;
    };
    const onRemoval = (): void => {
      if (isWaiting || !isLost(path)) return;
      // When something is taken out of a dialog, React Aria would lead back to its beginning in the next frame.
      if (path[0]?.isConnected === false && isInDialog(before)) {
        if (!goesBack(before)) giveOn(before);
        return;
      }
      isWaiting = true;
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          isWaiting = false;
          if (isLost(path) && !goesBack(before)) giveOn(before);
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

/** Whether the element that had the focus before is still there and has taken it. */
function goesBack([former]: readonly Element[]): boolean {
  if (!(former instanceof HTMLElement) || !former.isConnected) return false;
  former.focus();
  return document.activeElement === former;
}

/** What stays as it is while things in it come and go. */
const dialogs = '[role=dialog], [role=alertdialog]';
const frames = `${dialogs}, [data-region="inspector"]`;

function isInDialog(path: readonly Element[]): boolean {
  return path.some((around) => around.matches(dialogs) && around.isConnected);
}

function giveOn(path: readonly Element[]): void {
  // A dialog that is open is all that can be reached.
  const dialog = [...document.querySelectorAll(dialogs)].at(-1);
  const isWithin = (around: Element) => around.isConnected && (dialog === undefined || dialog.contains(around));
  // What is nearest within the dialog or the inspector.
  const inFrame = path.slice(0, path.findIndex((around) => around.matches(frames)) + 1);
  if (inFrame.some((around) => isWithin(around) && focusWithin(around))) return;
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
