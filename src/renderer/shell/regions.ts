/** The parts of the window that F6 leads through, in the order in which they stand. */
const regions = ['composer', 'view', 'inspector', 'notice', 'status'].map((name) => `[data-region="${name}"]`);

/** An open dialog and the notice over it: all that can be reached then. One that is going away counts no more. */
const overAll = ['[data-modal]:not([data-exiting]) :is([role=dialog], [role=alertdialog])', '[data-region="notice"]'];

/** Where one goes first: the prompt, and the clip that Tab would reach. */
const usual = '[data-region="composer"] textarea, [data-region="view"] [role="row"][tabindex="0"]';

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex]:not([tabindex="-1"])';

/** Where the focus was in the dialog when it went to the notice over it. */
let leftInDialog: HTMLElement | undefined;

/** The next part that can take the focus, or the one before it. In a list of clips it is the clip that Tab would reach. */
export function focusRegion(step: 1 | -1): void {
  const [dialog, notice] = overAll.map((over) => [...document.querySelectorAll<HTMLElement>(over)].at(-1));
  if (dialog !== undefined) {
    swap(dialog, notice);
    return;
  }
  const all = regions.flatMap((region) => document.querySelector<HTMLElement>(region) ?? []);
  const here = all.findIndex((region) => region.contains(document.activeElement));
  for (let tried = 1; tried <= all.length; tried += 1) {
    const at =
      here < 0 ? (step > 0 ? tried - 1 : all.length - tried) : (here + step * tried + all.length * 2) % all.length;
    if (focusWithin(all[at])) return;
  }
}

/** With two parts, both ways lead to the other one. */
function swap(dialog: HTMLElement, notice: HTMLElement | undefined): void {
  const { activeElement } = document;
  if (notice?.contains(activeElement) !== true) {
    if (activeElement instanceof HTMLElement && dialog.contains(activeElement)) leftInDialog = activeElement;
    focusWithin(notice);
  } else if (leftInDialog !== undefined && dialog.contains(leftInDialog)) leftInDialog.focus();
  else focusWithin(dialog);
}

/** Gives the focus to what a person most likely wants in there. */
export function focusWithin(region: Element | undefined): boolean {
  const wanted = region?.querySelector<HTMLElement>(usual) ?? firstSeen(region, focusable);
  wanted?.focus();
  return wanted !== undefined && wanted === document.activeElement;
}

function firstSeen(region: Element | undefined, selector: string): HTMLElement | undefined {
  const found = region === undefined ? [] : [...region.querySelectorAll<HTMLElement>(selector)];
  return found.find((element) => element.checkVisibility() && element.closest('[inert]') === null);
}
