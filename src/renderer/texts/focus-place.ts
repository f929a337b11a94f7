/** Where the focus is, told so that it can be found again in a window that was drawn anew with the same things in it. */
export interface FocusPlace {
  /** The dialog or the part of the window, and the how-manieth of its kind. */
  frame: string;
  nth: number;
  /** The control in it: a clip by its id, everything else by its place. */
  clip?: string | undefined;
  control: number;
  tag: string;
}

const dialogs = '[role=dialog], [role=alertdialog]';
const controls = 'a[href], button, input, textarea, select, [tabindex]';

/** Undefined while nothing has the focus. */
export function focusPlace(): FocusPlace | undefined {
  const { activeElement } = document;
  const around = activeElement?.parentElement?.closest<HTMLElement>(`${dialogs}, [data-region]`);
  if (!(activeElement instanceof HTMLElement) || around === null || around === undefined) return undefined;
  const { region } = around.dataset;
  const frame = region === undefined ? dialogs : `[data-region="${region}"]`;
  return {
    frame,
    nth: [...document.querySelectorAll(frame)].indexOf(around),
    clip: activeElement.dataset['clip'],
    control: [...around.querySelectorAll(controls)].indexOf(activeElement),
    tag: activeElement.tagName,
  };
}

export function focusAt({ frame, nth, clip, control, tag }: FocusPlace): void {
  const around = document.querySelectorAll<HTMLElement>(frame)[nth];
  const found =
    clip === undefined
      ? around?.querySelectorAll<HTMLElement>(controls)[control]
      : around?.querySelector<HTMLElement>(`[data-clip="${CSS.escape(clip)}"]`);
  if (found?.tagName === tag) found.focus();
}
