/** The keys "," and ".": one frame back, one frame on. Not while somebody writes, and not behind a dialog. Pure. */
export function frameKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>,
): 1 | -1 | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const step = event.key === ',' ? -1 : event.key === '.' ? 1 : undefined;
  if (step === undefined) return undefined;
  const isElsewhere = isElement(event.target) && event.target.closest(elsewhere) !== null;
  return isElsewhere ? undefined : step;
}

const elsewhere =
  'input:not([type=range]), textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

function isElement(target: EventTarget | null): target is Element {
  return target !== null && 'closest' in target;
}
