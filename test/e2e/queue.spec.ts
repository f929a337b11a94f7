import { expect } from '@playwright/test';
import { promptOf } from '../support/simulator.ts';
import { askCore, createQueueView, pauseQueue, queueClips } from './support/queue.ts';
import type { Studio } from './support/studio.ts';
import { test } from './support/test.ts';

/** What is to be sent: in which order, held back, and taken out again. */
test.use({
  // While the host is away the browser says so by itself.
  expectedErrors: { like: [/WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource/] },
});

const letters = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm'];

test('clips are put in order by keyboard and by dragging, stay so over a restart, and go in that order', async ({
  studio,
  window,
}) => {
  const queue = createQueueView(window.page);
  for (const prompt of letters) studio.expectBilled(prompt, 1);
  await pauseQueue(studio);
  await queueClips(studio, letters);
  await queue.open();
  await queue.expectOrder(letters);

  await queue.row('Elm').click();
  await window.page.keyboard.press('Alt+Home');
  await queue.expectOrder(['Elm', 'Alder', 'Birch', 'Cedar', 'Dogwood']);
  await expect(queue.row('Elm'), 'the focus goes along').toBeFocused();
  await expect(window.page.getByText('“Elm” is now at place 1 of 5')).toBeAttached();
  await window.page.keyboard.press('Alt+ArrowDown');
  await queue.expectOrder(['Alder', 'Elm', 'Birch', 'Cedar', 'Dogwood']);

  await queue.row('Dogwood').dragTo(queue.row('Alder'), { targetPosition: { x: 200, y: 4 } });
  await queue.expectOrder(['Dogwood', 'Alder', 'Elm', 'Birch', 'Cedar']);
  await queue.row('Cedar').click();
  await queue.row('Birch').click({ modifiers: ['ControlOrMeta'] });
  await queue.toolbar.getByRole('button', { name: 'Put first' }).click();
  const order = ['Birch', 'Cedar', 'Dogwood', 'Alder', 'Elm'];
  await queue.expectOrder(order);

  await studio.stopHost();
  await studio.startHost();
  await window.page.goto(studio.url());
  await queue.open();
  await queue.expectOrder(order);
  expect((await studio.books()).submissions).toEqual([]);
  await queue.act('Resume all').click();
  await expect(queue.view.getByText('Nothing waits to be sent')).toBeVisible({ timeout: 25_000 });
  await window.page.goBack();
  for (const prompt of letters) await window.waitForState(prompt, 'Done');
  expect((await studio.books()).submissions.map(promptOf)).toEqual(order);
});

test('a pause keeps its clips through a crash, and the other provider goes on', async ({ studio, window }) => {
  const queue = createQueueView(window.page);
  for (const prompt of ['Held', 'Sent']) studio.expectBilled(prompt, 1);
  await pauseQueue(studio);
  await queueClips(studio, ['Held'], 'novita');
  await queue.open();
  await queue.act('Pause Novita').click();
  await expect(queue.view.getByText('You have paused it.')).toBeVisible();
  await studio.killHost();
  await studio.startHost();
  await window.page.goto(studio.url());
  await queue.open();
  // A crash forgets nothing: neither the pause of everything nor that of the one provider.
  await expect(queue.act('Resume all')).toBeVisible();
  await expect(queue.act('Resume Novita')).toBeVisible();
  await queueClips(studio, ['Sent'], 'aimlapi');
  expect((await studio.books()).submissions).toEqual([]);
  await queue.act('Resume all').click();
  await window.page.getByRole('button', { name: 'Back to the library' }).click();
  await window.waitForState('Sent', 'Done');
  await window.waitForState('Held', 'Done');
});

test('a paused provider sends nothing while another one does', async ({ studio, window }) => {
  const queue = createQueueView(window.page);
  for (const prompt of ['Held', 'Sent']) studio.expectBilled(prompt, 1);
  await pauseQueue(studio, { what: 'provider', providerId: 'novita' });
  await queueClips(studio, ['Held'], 'novita');
  await queueClips(studio, ['Sent'], 'aimlapi');
  await window.waitForState('Sent', 'Done');
  expect(await studio.simulator.submissions('Held')).toEqual([]);
  await queue.open();
  await queue.act('Resume Novita').click();
  await window.page.goBack();
  await window.waitForState('Held', 'Done');
});

test('clips are taken out before they are sent, and put in again', async ({ studio, window }) => {
  const queue = createQueueView(window.page);
  await pauseQueue(studio);
  await queueClips(studio, letters);
  await queue.open();
  await queue.row('Birch').click();
  await queue.row('Dogwood').click({ modifiers: ['Shift'] });
  await expect(queue.toolbar).toContainText('3 clips chosen');
  await queue.toolbar.getByRole('button', { name: 'Cancel' }).click();
  await queue.expectOrder(['Alder', 'Elm']);
  await window.page.getByRole('button', { name: 'Queue again' }).click();
  await queue.expectOrder(['Alder', 'Elm', 'Birch', 'Cedar', 'Dogwood']);
  // By keyboard alone: the one with the focus.
  await queue.row('Elm').focus();
  await window.page.keyboard.press('Delete');
  await queue.expectOrder(['Alder', 'Birch', 'Cedar', 'Dogwood']);
  await expect(queue.row('Birch'), 'the next one gets the focus').toBeFocused();

  await queue.act('Cancel all').click();
  await window.confirm('Cancel 4 clips');
  await expect(queue.view.getByText('Nothing waits to be sent')).toBeVisible();
  await window.page.goBack();
  await expect(window.clip('Alder', 'Canceled')).toBeVisible();
  expect((await studio.books()).submissions).toEqual([]);
});

test('nothing moves under the pointer: a press hits the clip that it is aimed at, and a double click no other', async ({
  studio,
  window,
}) => {
  const { page } = window;
  const queue = createQueueView(page);
  const cancel = (prompt: string) => queue.row(prompt).getByRole('button', { name: 'Cancel this clip' });
  await pauseQueue(studio);
  await queueClips(studio, letters);
  await queue.open();
  await expect(queue.view.getByRole('status'), 'figures that change all the time are not read out').toHaveText(
    'Everything is paused.',
  );
  await cancel('Birch').dblclick({ delay: 70 });
  await queue.expectOrder(['Alder', 'Cedar', 'Dogwood', 'Elm']);
  await expect(queue.list.getByText('Birch')).toBeVisible();

  await cancel('Dogwood').hover();
  const { jobs } = await askCore(studio, (core) => core.call('queue.view', { offset: 0, limit: 1 }));
  await askCore(studio, (core) => core.call('queue.cancel', { of: { what: 'clips', ids: jobs.map(({ id }) => id) } }));
  await queue.expectOrder(['Cedar', 'Dogwood', 'Elm']);
  await page.mouse.down();
  await page.mouse.up();
  await queue.expectOrder(['Cedar', 'Elm']);

  await page.mouse.move(5, 5);
  await expect(queue.list.getByText(/Alder|Birch|Dogwood/)).toHaveCount(0);
  await queue.act('Cancel all').click();
  await window.confirm('Cancel 2 clips');
  await expect(queue.view.getByText('Nothing waits to be sent')).toBeVisible();
  expect((await studio.books()).submissions).toEqual([]);
});

test('three failures in a row stop the provider and ask, over the library too', async ({ studio, window }) => {
  const queue = createQueueView(window.page);
  const failing = ['One #fail', 'Two #fail', 'Three #fail'];
  await pauseQueue(studio);
  await queueClips(studio, [...failing, 'Four', 'Five', 'Six']);
  await queue.open();
  await queue.act('Resume all').click();
  await window.page.goBack();
  const question = window.page.getByRole('alert').filter({ hasText: 'Nothing more is sent to Novita' });
  await expect(question).toContainText('3 clips in a row failed in the same way', { timeout: 25_000 });
  await expectBilledAsBooked(studio);
  await queue.open();
  const rest = question.getByRole('button', { name: 'Cancel the rest' });
  if (await rest.isVisible()) {
    await rest.click();
    await window.page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Cancel \d/ })
      .click();
  } else await question.getByRole('button', { name: 'Go on' }).click();
  await expect(question).toHaveCount(0);
  await expect(queue.view.getByText('Nothing waits to be sent')).toBeVisible({ timeout: 25_000 });
});

/** What was on its way when the others failed differs from run to run; that nothing is sent twice does not. */
async function expectBilledAsBooked(studio: Studio): Promise<void> {
  const { submissions } = await studio.books();
  const prompts = submissions.map(promptOf);
  expect(new Set(prompts).size).toBe(prompts.length);
  for (const one of submissions) if (one.billed) studio.expectBilled(promptOf(one) ?? '', 1);
}

test('a thousand clips stay quick', async ({ studio, window }) => {
  const queue = createQueueView(window.page);
  await pauseQueue(studio);
  await queueClips(
    studio,
    Array.from({ length: 1000 }, (_, at) => `Clip number ${at + 1}`),
  );
  await queue.open();
  await expect(queue.row('Clip number 1')).toBeVisible();
  expect(await queue.list.getByRole('row').count(), 'rows in the document').toBeLessThan(60);
  await queue.row('Clip number 1').focus();

  const jump = await timed(async () => {
    await window.page.keyboard.press('End');
    await expect(queue.row('Clip number 1000')).toBeFocused();
  });
  const move = await timed(async () => {
    await window.page.keyboard.press('Alt+Home');
    await window.page.keyboard.press('Home');
    await expect(queue.list.locator('[data-place="0"]')).toHaveAccessibleName(/^Clip number 1000,/);
  });
  const all = await timed(async () => {
    await window.page.keyboard.press('ControlOrMeta+a');
    await expect(queue.toolbar).toContainText('1,000 clips chosen');
  });
  const description = `last row ${jump} ms, moved to the top ${move} ms, all chosen ${all} ms`;
  test.info().annotations.push({ type: 'with 1,000 queued', description });
  // Playwright looks every 100 ms and more; a person would call each of these at once.
  for (const ms of [jump, move, all]) expect(ms).toBeLessThan(2_000);

  await queue.toolbar.getByRole('button', { name: 'Cancel' }).click();
  await expect(queue.view.getByText('Nothing waits to be sent')).toBeVisible();
  expect((await studio.books()).submissions).toEqual([]);
});

async function timed(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return Math.round(performance.now() - start);
}
