import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { promptOf } from '../support/simulator.ts';
import { askCore, queueClips } from './support/queue.ts';
import { test } from './support/test.ts';

/** What Conch says was spent is what the providers' own books say. */

test('the sums equal what was billed, by day, provider and model, and as CSV', async ({ studio, window }) => {
  const { page } = window;
  const prompts = { novita: ['Rain on a tin roof', 'A paper boat', 'A calm sea'], aimlapi: ['Fog', 'Snow'] };
  for (const prompt of Object.values(prompts).flat()) studio.expectBilled(prompt, 1);
  await queueClips(studio, prompts.novita, 'novita');
  await queueClips(studio, prompts.aimlapi, 'aimlapi');
  for (const prompt of Object.values(prompts).flat()) await window.waitForState(prompt, 'Done');

  const { submissions } = await studio.books();
  const billed = submissions
    .filter((one) => one.billed)
    .map((one) => ({ prompt: promptOf(one), cost: Number(one['billedDollars']) }));
  const sum = billed.reduce((total, { cost }) => total + cost, 0);
  const inDollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

  await page.getByRole('button', { name: 'Spending' }).click();
  const view = page.getByRole('main', { name: 'Spending' });
  await expect(view.getByRole('definition').first()).toContainText(inDollars.format(sum));
  await expect(view.getByRole('img', { name: /^Dollars a day: .*, most on/ })).toBeVisible();

  for (const [tab, rows] of [
    ['Day', 1],
    ['Provider', 2],
    ['Model', 2],
    ['Tag', 1],
  ] as const) {
    await view.getByRole('radio', { name: tab, exact: true }).check({ force: true });
    await expect(view.getByRole('table').locator('tbody tr')).toHaveCount(rows);
    await expect(view.getByRole('row', { name: /^All together 5 5 0/ })).toBeVisible();
  }
  await view.getByRole('radio', { name: 'Provider', exact: true }).check({ force: true });
  // AI/ML API tells its price, Novita does not: the one is true, the other estimated, and both are what was billed.
  const costOf = (list: readonly string[]) =>
    inDollars.format(
      billed.filter(({ prompt }) => list.includes(prompt ?? '')).reduce((total, { cost }) => total + cost, 0),
    );
  await expect(view.getByRole('row', { name: /^Novita/ })).toContainText(costOf(prompts.novita));
  await expect(view.getByRole('row', { name: /^AI\/ML API/ })).toContainText(costOf(prompts.aimlapi));

  await view.getByRole('button', { name: 'Export as CSV' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'A line for each clip' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text.split('\r\n').filter((line) => /novita|aimlapi/.test(line))).toHaveLength(billed.length);

  await view.getByRole('radio', { name: '7 days' }).check({ force: true });
  await expect(view.getByRole('definition').first()).toContainText(inDollars.format(sum));
  await page.goBack();
  await expect(page.getByRole('main', { name: 'Library' })).toBeVisible();
});

test('a clip over the budget is sent only after a yes', async ({ studio, window }) => {
  const { page } = window;
  await askCore(studio, (core) => core.call('settings.update', { budget: { dayDollars: 0.3 } }));
  await window.chooseProvider('Novita');
  await window.make('Within the budget');

  const prompt = 'One too many';
  await window.writePrompt(prompt);
  await window.generateButton.click();
  const question = page.getByRole('alertdialog', { name: 'More than you wanted to spend' });
  await expect(question).toContainText('With this, today comes to $0.56; your budget for a day is $0.30.');
  await window.confirm('Do not send');
  expect(await studio.simulator.submissions(prompt)).toEqual([]);
  await expect(window.clip(prompt)).toHaveCount(0);

  studio.expectBilled(prompt, 1);
  await window.generateButton.click();
  await window.confirm('Send all the same');
  await window.waitForState(prompt, 'Done');
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);

  await page.getByRole('button', { name: 'Spending' }).click();
  await expect(page.getByRole('meter', { name: 'Today' })).toHaveAttribute('aria-valuetext', '$0.56 of $0.30');
  await expect(page.getByText('$0.56 of $0.30, over the budget')).toBeVisible();
});

test('a clip tells what it cost: true, estimated, or that nobody has said', async ({ studio, window }) => {
  await queueClips(studio, ['Told by the provider'], 'aimlapi');
  await queueClips(studio, ['Estimated'], 'novita');
  for (const prompt of ['Told by the provider', 'Estimated']) studio.expectBilled(prompt, 1);
  await window.waitForState('Told by the provider', 'Done');
  await window.open('Told by the provider');
  await expect(window.inspector.getByText('$0.294')).toBeVisible();
  await window.waitForState('Estimated', 'Done');
  await window.open('Estimated');
  await expect(window.inspector.getByText('about $0.28')).toBeVisible();
  await window.chooseProvider('Pixazo');
  await window.make('Not published');
  await window.open('Not published');
  await expect(window.inspector.getByText('not published', { exact: true })).toBeVisible();
});

test('a balance falls by what was billed, and is a hint beside the sums', async ({ studio, window }) => {
  test.slow();
  const { page } = window;
  const inDollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
  const billed = async (id: string): Promise<number> => {
    const own = (await studio.books()).submissions.filter(({ provider, billed: paid }) => paid && provider === id);
    return own.reduce((sum, one) => sum + Number(one['billedDollars']), 0);
  };
  async function openProvider(name: string) {
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('button', { name, exact: true }).click();
    return settings.getByRole('group', { name });
  }

  // Novita tells a number without a currency, here before its clip is sent and once more behind it.
  const novita = await openProvider('Novita');
  await expect(novita).toContainText('The balance was not read yet.');
  await novita.getByRole('button', { name: 'Read the balance' }).click();
  await expect(novita).toContainText(/Balance 255,000, read today \d/);
  await page.keyboard.press('Escape');

  for (const prompt of ['Fog', 'Snow', 'Rain']) studio.expectBilled(prompt, 1);
  await queueClips(studio, ['Fog', 'Snow'], 'aimlapi');
  await queueClips(studio, ['Rain'], 'novita');
  for (const prompt of ['Fog', 'Snow', 'Rain']) await window.waitForState(prompt, 'Done');

  await page.getByRole('button', { name: 'Spending' }).click();
  const view = page.getByRole('main', { name: 'Spending' });
  const hints = view.getByRole('region', { name: 'Balances' }).getByRole('listitem');
  const fell = inDollars.format(await billed('aimlapi'));
  expect(fell).toBe('$0.59');
  // Read by itself as the clips were sent, and a few seconds after they had ended.
  await expect(hints.filter({ hasText: 'AI/ML API' })).toHaveText(
    new RegExp(`went down by \\${fell} between .+ and .+; the clips sent in between were estimated at \\${fell}\\.$`),
    { timeout: 20_000 },
  );
  const fellBy = new Intl.NumberFormat('en-US').format(Math.round((await billed('novita')) * 10_000));
  await expect(hints.filter({ hasText: 'Novita' })).toHaveText(
    new RegExp(`went down by ${fellBy} between .+; the clips sent in between were estimated at \\$0\\.28\\.$`),
    { timeout: 20_000 },
  );
  const all = inDollars.format((await billed('aimlapi')) + (await billed('novita')));
  await expect(view.getByRole('definition').first()).toContainText(all);

  await page.goBack();
  const aimlapi = await openProvider('AI/ML API');
  const left = inDollars.format(25.5 - (await billed('aimlapi')));
  await expect(aimlapi).toContainText(`Balance ${left}, read today`);
  await studio.simulator.addFault({ provider: 'aimlapi', stage: 'account', kind: 'error-500' });
  await aimlapi.getByRole('button', { name: 'Read the balance' }).click();
  await expect(aimlapi).toContainText('AI/ML API could not be reached, or had trouble of its own.');
  await aimlapi.getByRole('button', { name: 'Read the balance' }).click();
  await expect(aimlapi).toContainText(`Balance ${left}, read today`);
});
