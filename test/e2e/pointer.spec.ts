import { expect } from '@playwright/test';
import { test } from './support/test.ts';

/** A pointer that aims at a control by its role hits it: no force, as a screen reader's pointer does it too. */
test('switches and choices are met where they are seen', async ({ window }) => {
  const { form, page } = window;
  await window.chooseProvider('Pixazo');
  const optimize = form.getByRole('switch', { name: 'Optimize prompt' });
  await expect(optimize).toBeChecked();
  await optimize.click();
  await expect(optimize).not.toBeChecked();
  // Their words belong to them.
  await form.getByText('Optimize prompt').click();
  await expect(optimize).toBeChecked();
  await page.keyboard.press('Space');
  await expect(optimize).not.toBeChecked();

  const long = form.getByRole('radio', { name: '10 s' });
  await long.click();
  await expect(long).toBeChecked();
  await expect(form.getByRole('radio', { name: '6 s' })).not.toBeChecked();
});
