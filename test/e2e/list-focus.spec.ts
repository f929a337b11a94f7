import { expect } from '@playwright/test';
import { test } from './support/test.ts';

/** The keyboard in a list of which only a part is at hand. */
test.use({ seeded: { clips: 1_500 } });
test.setTimeout(120_000);

test('a clip that is gone for does not steal the focus from who has gone elsewhere', async ({ window }) => {
  const { page, clips } = window;
  const first = clips.locator('[data-place="0"]');
  await expect(first).toBeVisible();
  const all = await clips.getAttribute('aria-rowcount');
  await first.focus();
  // End, and another search before the last page is there: no hand is that fast, a slow disk is that slow.
  await first.evaluate((row) => {
    row.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
    location.hash = '#/clips?search=fox';
  });
  await expect.poll(async () => Number(await clips.getAttribute('aria-rowcount'))).toBeLessThan(Number(all));
  const field = page.getByRole('searchbox', { name: 'Search clips' });
  await expect(field).toHaveValue('fox');
  await field.fill('');
  await expect(clips).toHaveAttribute('aria-rowcount', all ?? '');
  await expect(clips.locator('[data-clip]').first()).toBeVisible();
  await expect(field).toBeFocused();
});

test('the clip that has the focus keeps its place while its page is let go', async ({ window }) => {
  const { page, clips } = window;
  const fifth = clips.locator('[data-place="4"]');
  await fifth.click();
  await page.keyboard.press('Escape');
  await fifth.focus();
  await clips.evaluate((grid) => {
    grid.scrollTop = grid.scrollHeight / 2;
  });
  await expect(clips.locator('[data-clip][data-place^="7"]:not([data-place="7"])').first()).toBeVisible();

  // Another window takes a clip out of the list and puts it back; the list is read again where this one is.
  const other = await page.context().newPage();
  await other.goto(new URL('/', page.url()).href);
  const top = other.getByRole('grid', { name: 'Clips' }).locator('[data-place="0"]');
  await expect(top).toHaveAttribute('data-clip', /./);
  await top.focus();
  await other.keyboard.press('Delete');
  await other.getByRole('button', { name: 'Undo' }).click();
  // How many stand in its row depends on where the days of the list end.
  await expect(clips.getByRole('row', { name: 'Being read' })).not.toHaveCount(0);
  await expect(clips.locator(':focus')).toHaveAttribute('aria-label', 'Being read');
  await other.close();

  await page.keyboard.press('F6');
  await page.keyboard.press('Shift+F6');
  await expect(clips.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(clips.locator(':focus')).toHaveAttribute('data-clip', /./);
});
