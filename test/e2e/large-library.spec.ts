import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './support/test.ts';
import type { ConchWindow } from './support/window.ts';

/** Ten thousand clips, as years of use leave them: every act on the library, by what a person sees and presses. */
test.use({ seeded: { clips: 10_000 } });
test.setTimeout(240_000);

/** How many clips the list holds, as a screen reader is told. */
async function total(clips: Locator): Promise<number> {
  return Number(await clips.getAttribute('aria-rowcount'));
}

async function openFilters(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Filters' }).click();
  return page.getByRole('dialog', { name: 'Filters' });
}

/** Presses a filter, and gives the number that stood beside it. */
async function choose(filters: Locator, name: string | RegExp): Promise<number> {
  const choice = filters.getByRole('checkbox', { name });
  const label = await choice.evaluate((input) => input.closest('label')?.textContent ?? '');
  await choice.check({ force: true });
  return Number(/([\d,]+)$/.exec(label)?.[1]?.replaceAll(',', ''));
}

function place(window: ConchWindow, index: number): Locator {
  return window.clips.locator(`[data-place="${index}"]`);
}

test('find: words in any language, filters with true numbers, order, Back, saved searches', async ({ window }) => {
  const { page, clips } = window;
  await expect(place(window, 0)).toBeVisible();
  const all = await total(clips);
  expect(all).toBeGreaterThan(9_000);

  await test.step('search as you type, with the hits marked', async () => {
    for (const word of ['fox', '雨夜', '猫']) {
      await window.search(word);
      await expect(clips.locator('mark').first()).toHaveText(new RegExp(word, 'i'));
      expect(await total(clips)).toBeLessThan(all);
    }
    await window.search('');
    await expect.poll(async () => total(clips)).toBe(all);
  });

  await test.step('the number beside a filter is what it lists', async () => {
    const filters = await openFilters(page);
    await expect(filters.getByRole('status')).toContainText(`of ${all.toLocaleString()} clips`);
    const failed = await choose(filters, /^Failed/);
    await expect.poll(async () => total(clips)).toBe(failed);
    const pixazo = await choose(filters, /^Pixazo/);
    await expect.poll(async () => total(clips)).toBe(pixazo);
    expect(pixazo).toBeLessThan(failed);
    await page.keyboard.press('Escape');
    const inForce = page.getByRole('list', { name: 'Filters in force' });
    await expect(inForce.getByRole('listitem')).toHaveText(['Failed', 'Pixazo']);
    await inForce.getByRole('button', { name: 'Without Failed' }).click();
    await expect(inForce.getByRole('listitem')).toHaveText(['Pixazo']);
  });

  await test.step('Back and Forward, and a reload, come to the same list', async () => {
    await expect.poll(() => page.url()).toContain('providerIds=pixazo');
    await expect.poll(() => page.url()).not.toContain('states');
    const pixazo = await total(clips);
    await page.goBack();
    await expect(page.getByRole('list', { name: 'Filters in force' }).getByRole('listitem')).toHaveText([
      'Failed',
      'Pixazo',
    ]);
    await page.goForward();
    await expect.poll(async () => total(clips)).toBe(pixazo);
    await page.reload();
    await expect.poll(async () => total(clips)).toBe(pixazo);
  });

  await test.step('a search is saved and comes back', async () => {
    const filters = await openFilters(page);
    await filters.getByRole('textbox', { name: 'Save this search as' }).fill('All of Pixazo');
    await filters.getByRole('button', { name: 'Save', exact: true }).click();
    await filters.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(async () => total(clips)).toBe(all);
    await filters.getByRole('button', { name: 'All of Pixazo', exact: true }).click();
    await expect.poll(async () => total(clips)).toBeLessThan(all);
    await filters.getByRole('button', { name: 'Forget the search All of Pixazo' }).click();
    await expect(filters.getByRole('button', { name: 'All of Pixazo', exact: true })).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('another order', async () => {
    await page
      .getByRole('button', { name: 'Show all clips' })
      .or(page.getByRole('radio', { name: /^All/ }))
      .first()
      .click();
    await expect.poll(async () => total(clips)).toBe(all);
    await page.getByRole('button', { name: 'Order: Newest first' }).click();
    await page.getByRole('menuitem', { name: 'Best rated first' }).click();
    await place(window, 0).click();
    await expect(window.inspector.getByRole('radio', { name: '5 stars' })).toBeChecked();
  });
});

test('look through: scroll, sizes, table, keys, selection', async ({ window }) => {
  const { page, clips } = window;
  await expect(place(window, 0)).toBeVisible();
  const all = await total(clips);

  await test.step('from one end to the other, by keys and by the scroll bar', async () => {
    await place(window, 0).focus();
    await page.keyboard.press('End');
    await expect(place(window, all - 1)).toBeFocused();
    await page.keyboard.press('Home');
    await expect(place(window, 0)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(place(window, 0)).not.toBeFocused();
    await clips.evaluate((list) => {
      list.scrollTop = list.scrollHeight / 2;
    });
    await expect(clips.getByRole('row').and(page.locator('[data-clip]')).first()).toBeVisible();
    await expect(clips.locator('[aria-busy]')).toHaveCount(0);
  });

  await test.step('typing leads to a clip that begins so', async () => {
    await page.keyboard.press('Home');
    const prompt = (await place(window, 7).getAttribute('aria-label')) ?? '';
    await page.keyboard.type(prompt.slice(0, 4));
    const focused = page.locator(':focus');
    await expect(focused).toHaveAttribute(
      'aria-label',
      new RegExp(`^${prompt.slice(0, 4).replaceAll(/\W/g, '.')}`, 'i'),
    );
  });

  await test.step('sizes and the table', async () => {
    const widthOf = async () => (await place(window, 0).boundingBox())?.width ?? 0;
    await page.keyboard.press('Home');
    const medium = await widthOf();
    await page.getByRole('button', { name: 'Larger pictures' }).click();
    await expect.poll(widthOf).toBeGreaterThan(medium);
    await page.getByRole('button', { name: 'Show as table' }).click();
    await clips
      .getByRole('columnheader', { name: 'Size' })
      .or(clips.getByRole('columnheader', { name: 'Length' }))
      .getByRole('button')
      .first()
      .click();
    await expect(clips.getByRole('columnheader').and(page.locator('[aria-sort="descending"]'))).toHaveCount(1);
    await clips.getByRole('columnheader', { name: 'Prompt' }).getByRole('button').click();
    await expect(clips.getByRole('columnheader', { name: 'Prompt' })).toHaveAttribute('aria-sort', 'ascending');
    await page.reload();
    await expect(clips.getByRole('columnheader', { name: 'Prompt' })).toHaveAttribute('aria-sort', 'ascending');
    await page.getByRole('button', { name: 'Show as pictures' }).click();
    await page.getByRole('button', { name: 'Smaller pictures' }).click();
  });

  await test.step('many at once: Ctrl, Shift, all', async () => {
    await place(window, 0).click();
    await place(window, 2).click({ modifiers: ['ControlOrMeta'] });
    await expect(page.getByRole('heading', { name: '2 clips' })).toBeVisible();
    await place(window, 0).click();
    await place(window, 3).click({ modifiers: ['Shift'] });
    await expect(page.getByRole('heading', { name: '4 clips' })).toBeVisible();
    await place(window, 1).focus();
    await page.keyboard.press('Control+a');
    await expect(page.getByRole('heading', { name: `${all.toLocaleString()} clips` })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(window.inspector).toHaveCount(0);
  });
});

test.describe(() => {
  // The core is started anew in between.
  test.use({ expectedErrors: { like: [/WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource/] } });

  test('keep: star, rating, tags, note, collection; for one, for many, and taken back', async ({ window, studio }) => {
    const { page, clips, inspector } = window;
    await page.getByRole('button', { name: 'Order: Newest first' }).click();
    await page.getByRole('menuitem', { name: 'Last finished first' }).click();

    await test.step('one clip', async () => {
      await place(window, 0).click();
      const star = inspector.getByRole('button', { name: 'Favourite' });
      const was = (await star.getAttribute('aria-pressed')) === 'true';
      await star.click();
      await expect(star).toHaveAttribute('aria-pressed', String(!was));
      await inspector.getByRole('radio', { name: '4 stars' }).click({ force: true });
      await expect(inspector.getByRole('radio', { name: '4 stars' })).toBeChecked();
      await inspector.getByRole('textbox', { name: 'Add a tag' }).fill('very rare tag');
      await page.keyboard.press('Enter');
      await expect(inspector.getByRole('list', { name: 'Tags' })).toContainText('very rare tag');
      await inspector.getByRole('textbox', { name: 'Note' }).fill('Note with the word quokka in it');
      await inspector.getByRole('textbox', { name: 'Note' }).blur();
      await inspector.getByRole('button', { name: /Add to a collection|^In / }).click();
      const collections = page.getByRole('dialog', { name: 'Collections' });
      await collections.getByRole('textbox', { name: 'New collection' }).fill('Harbour film');
      await collections.getByRole('button', { name: 'Add', exact: true }).click();
      await expect(collections.getByRole('checkbox', { name: 'Harbour film' })).toBeChecked();
      await page.keyboard.press('Escape');
    });

    await test.step('it is found by each of them, also after a restart of the core', async () => {
      await studio.stopHost();
      await studio.startHost();
      await page.goto(studio.url());
      for (const word of ['quokka', 'very rare tag']) {
        await window.search(word);
        await expect.poll(async () => total(clips)).toBe(1);
      }
      await window.search('');
      const filters = await openFilters(page);
      expect(await choose(filters, /^Harbour film/)).toBe(1);
      await expect.poll(async () => total(clips)).toBe(1);
      await filters.getByRole('button', { name: 'Clear filters' }).click();
      await page.keyboard.press('Escape');
    });

    await test.step('many at once, and taken back', async () => {
      await window.search('fox');
      await expect(clips.locator('mark').first()).toBeVisible();
      const foxes = await total(clips);
      await place(window, 0).focus();
      await page.keyboard.press('Control+a');
      await expect(page.getByRole('heading', { name: `${foxes.toLocaleString()} clips` })).toBeVisible();
      await inspector.getByRole('textbox', { name: 'Add a tag' }).fill('all the foxes');
      await page.keyboard.press('Enter');
      await expect(page.getByText(/clips? changed\./)).toBeVisible();
      await window.search('all the foxes');
      await expect.poll(async () => total(clips)).toBe(foxes);
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'No clip says “all the foxes”' })).toBeVisible();
    });

    await test.step('hundreds into the trash, back, and for good', async () => {
      await window.search('');
      const filters = await openFilters(page);
      const canceled = await choose(filters, /^Canceled/);
      await page.keyboard.press('Escape');
      await expect.poll(async () => total(clips)).toBe(canceled);
      await place(window, 0).focus();
      await page.keyboard.press('Control+a');
      await inspector.getByRole('button', { name: 'Move to the trash' }).click();
      await expect(page.getByRole('heading', { name: 'No clip is like that' })).toBeVisible();
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await expect.poll(async () => total(clips)).toBe(canceled);
      await place(window, 0).focus();
      await page.keyboard.press('Control+a');
      await inspector.getByRole('button', { name: 'Move to the trash' }).click();
      await page.getByRole('button', { name: 'Show all clips' }).click();
      await choose(await openFilters(page), /^In the trash/);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Empty trash' }).click();
      await window.confirm('Empty trash');
      // Hundreds of files go, each for itself.
      await expect(page.getByRole('heading', { name: 'Nothing in the trash' })).toBeVisible({ timeout: 60_000 });
    });
  });
});

test('review takes: side by side on one clock, kept and cut by keys', async ({ window, studio }) => {
  const { page, clips } = window;
  const prompt = 'The same wish three times';
  studio.expectBilled(prompt, 3);
  await window.chooseProvider('Novita');
  for (let take = 1; take <= 3; take += 1) {
    await window.writePrompt(prompt);
    await window.generateButton.click();
    await expect(window.clip(prompt, 'Done')).toHaveCount(take, { timeout: 25_000 });
  }
  await expect(window.form.getByText(/You made this today/)).toBeVisible();

  await window.clip(prompt).first().click();
  await window.act('Review 3 takes').click();
  const review = page.getByRole('dialog', { name: 'Review takes' });
  const videos = review.locator('video');
  await expect(videos).toHaveCount(3);
  const times = async () => videos.evaluateAll((all) => all.map((video) => (video as HTMLVideoElement).currentTime));
  await expect.poll(async () => Math.min(...(await times()))).toBeGreaterThan(0.3);

  await page.keyboard.press('Space');
  await expect(review.getByRole('button', { name: 'Play' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(async () => {
      const all = await times();
      return Math.max(...all) - Math.min(...all);
    })
    .toBeLessThan(0.05);
  const before = await times();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => ((await times())[0] ?? 0) - (before[0] ?? 0)).toBeCloseTo(1 / 24, 2);

  await page.keyboard.press('1');
  await expect(review.getByRole('listitem', { name: 'Take 1, kept' })).toBeVisible();
  await page.keyboard.press('Shift+2');
  await expect(review.getByRole('listitem', { name: 'Take 2, cut' })).toBeVisible();
  await page.keyboard.press('Shift+3');
  await review.getByRole('listitem', { name: 'Take 3, cut' }).getByRole('button', { name: 'Undo' }).click();
  await expect(review.getByRole('listitem', { name: 'Take 3', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(review).toHaveCount(0);
  await expect(window.clip(prompt)).toHaveCount(2);
  await page.getByRole('radio', { name: /^Favourites/ }).click();
  await expect(window.clip(prompt)).toHaveCount(1);
  await expect(clips).toBeVisible();
});

test('offline: it opens, lists, searches and plays, and says so once', async ({ window, studio }) => {
  const { page, clips } = window;
  await studio.stopSimulator();
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
    globalThis.dispatchEvent(new Event('offline'));
  });
  await expect(page.getByText(/^Offline/)).toHaveCount(1);
  await window.search('fox');
  await expect(clips.locator('mark').first()).toBeVisible();
  const filters = await openFilters(page);
  await choose(filters, /^Done/);
  await page.keyboard.press('Escape');
  await place(window, 0).click();
  await expect
    .poll(async () => window.video.evaluate((video: HTMLVideoElement) => video.readyState))
    .toBeGreaterThanOrEqual(2);
});
