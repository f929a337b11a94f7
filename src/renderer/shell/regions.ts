/** The parts of the window that F6 leads through, in the order in which they stand. */
const regions = ['composer', 'view', 'inspector', 'status'].map((name) => `[data-region="${name}"]`);

/** Where one goes first: the prompt, and the clip that Tab would reach. */
const usual = '[data-region="composer"] textarea, [data-region="view"] [role="row"][tabindex="0"]';

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex]:not([tabindex="-1"])';

/** The next part that can take the focus, or the one before it. In a list of clips it is the clip that Tab would reach. */
export function focusRegion(step: 1 | -1): void {
  const all = regions.flatMap((region) => document.querySelector<HTMLElement>(region) ?? []);
  const here = all.findIndex((region) => region.contains(document.activeElement));
  for (let tried = 1; tried <= all.length; tried += 1) {
    const at =
      here < 0 ? (step > 0 ? tried - 1 : all.length - tried) : (here + step * tried + all.length * 2) % all.length;
    if (focusWithin(all[at])) return;
  }
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
