/** Something is open that a person may have written into and that is not kept anywhere else yet. */
export function isWriting(): boolean {
  // The choice of a language is no writing, but its list has to be gone.
  if (document.querySelector('[data-trigger=Select]') !== null) return true;
  const dialog = document.querySelector('[data-modal]');
  if (dialog !== null && dialog.querySelector('[data-language-choice]') === null) return true;
  const { activeElement } = document;
  const isText = activeElement?.matches('input:not([type=range], [type=checkbox], [type=radio]), textarea') === true;
  // What is in the composer is kept with every letter.
  return isText && activeElement.closest('[data-region="composer"]') === null;
}

/** Tells each time that this may be another now: a dialog that closes and a field that is left move the focus. */
export function onWriting(listener: () => void): () => void {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const later = (): void => void timers.add(setTimeout(listener, settleMs));
  document.addEventListener('focusin', later);
  document.addEventListener('focusout', later);
  return () => {
    for (const timer of timers) clearTimeout(timer);
    document.removeEventListener('focusin', later);
    document.removeEventListener('focusout', later);
  };
}

/** A dialog stays for a moment after it has given the focus back. */
const settleMs = 250;
