import { expect, type Page } from '@playwright/test';

/** A keyboard is somewhere: nothing that went away has taken the focus with it. */
export async function expectFocus(page: Page, after = 'this'): Promise<void> {
  await expect
    .poll(
      async () =>
        page.evaluate(() => {
          const { activeElement, body } = document;
          return activeElement === null || activeElement === body ? 'nowhere' : 'somewhere';
        }),
      { message: `the focus after ${after}` },
    )
    .toBe('somewhere');
}
