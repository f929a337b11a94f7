import { expect } from '@playwright/test';
import { test } from './support/test.ts';
import type { Studio } from './support/studio.ts';
import type { ConchWindow } from './support/window.ts';

/** One Generate is one paid request. That the books are honest is checked after every test of the suite as well. */
test('a double click on Generate makes one clip', async ({ studio, window }) => {
  const prompt = 'Two quick clicks';
  studio.expectBilled(prompt, 1);
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  await window.generateButton.dblclick();
  await window.waitForState(prompt, 'Done');
  await expect(window.clip(prompt)).toHaveCount(1);
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
});

test('a double click at a person’s pace makes one clip', async ({ studio, window }) => {
  const prompt = 'Two unhurried clicks';
  studio.expectBilled(prompt, 1);
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  // Each press is held for 70 ms, so that the second comes long after the first has been answered.
  await window.generateButton.dblclick({ delay: 70 });
  await window.waitForState(prompt, 'Done');
  await expect(window.clip(prompt)).toHaveCount(1);
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
});

test('the Enter key held down on Generate makes one clip', async ({ studio, window }) => {
  const prompt = 'A finger that rests on Enter';
  studio.expectBilled(prompt, 1);
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  await window.generateButton.focus();
  // Without a release between them these are the repeats that a held key sends.
  for (let repeat = 0; repeat < 5; repeat += 1) await window.page.keyboard.down('Enter');
  await window.page.keyboard.up('Enter');
  await window.waitForState(prompt, 'Done');
  await expect(window.clip(prompt)).toHaveCount(1);
});

test('a reload while the request is on its way sends nothing again', async ({ studio, window }) => {
  const prompt = 'Reloaded in the middle';
  await studio.simulator.setSpeed(30);
  await studio.simulator.addFault({ provider: 'acedata', stage: 'submit', kind: 'held-open' });
  await window.chooseProvider('Ace Data Cloud');
  await window.writePrompt(prompt);
  await window.generate();
  await window.waitForState(prompt, 'Sending');
  await window.page.reload();
  await window.waitForState(prompt, 'Done');
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
});

test('two windows see one clip, and each Generate is its own', async ({ studio, window }) => {
  const prompt = 'Seen from two windows';
  await window.chooseProvider('Novita');
  const other = await window.page.context().newPage();
  await other.goto(new URL('/', studio.url()).href);
  await window.make(prompt);
  await expect(other.getByRole('row', { name: new RegExp(`^${prompt}, Done`) })).toBeVisible();
  await expect(other.getByRole('row', { name: new RegExp(`^${prompt}`) })).toHaveCount(1);
});

test.describe('a request whose answer is lost', () => {
  test('is never sent again by itself', async ({ studio, window }) => {
    const prompt = 'The answer never came back';
    await lose(studio, window, prompt);
    await expect(window.inspector).toContainText('Novita may have started it and may charge it');
    await window.page.reload();
    await window.waitForState(prompt, 'Needs attention');
    // Another clip goes all the way meanwhile: the engine has been at work, and left the unclear one alone.
    await window.make('One that goes well');
    expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
  });

  test('goes on to Done with the id from the provider’s console', async ({ studio, window }) => {
    const prompt = 'Found in the console';
    await lose(studio, window, prompt);
    const [taken] = await studio.simulator.billed(prompt);
    await window.inspector.getByRole('textbox', { name: 'Job id' }).fill(taken?.jobId ?? '');
    await window.act('I found it').click();
    await window.waitForState(prompt, 'Done');
    await window.play(prompt);
    expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
  });

  test('is sent again only after a question', async ({ studio, window }) => {
    const prompt = 'Sent again on purpose';
    await lose(studio, window, prompt);
    await window.act('Send again').click();
    await expect(window.page.getByRole('alertdialog')).toContainText('both clips are billed');
    await window.confirm('Keep it as it is');
    expect(await studio.simulator.submissions(prompt)).toHaveLength(1);

    studio.expectBilled(prompt, 2);
    await window.act('Send again').click();
    await window.confirm('Send a new one');
    await expect(window.clip(prompt, 'Done')).toBeVisible();
    await expect(window.clip(prompt, 'Needs attention')).toBeVisible();
    expect(await studio.simulator.submissions(prompt)).toHaveLength(2);
  });

  test('can be given up, and found later all the same', async ({ studio, window }) => {
    const prompt = 'Given up too early';
    await lose(studio, window, prompt);
    await window.act('Give up').click();
    await window.waitForState(prompt, 'Canceled');
    const [taken] = await studio.simulator.billed(prompt);
    await window.inspector.getByRole('textbox', { name: 'Job id' }).fill(taken?.jobId ?? '');
    await window.act('I found it').click();
    await window.waitForState(prompt, 'Done');
    expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
  });
});

test.describe('with the motion that most people see', () => {
  // A dialog fades out for a moment, and can be met while it does.
  test.use({ contextOptions: { reducedMotion: 'no-preference' } });

  for (const [pace, delay] of [
    ['a double click', 0],
    ['a double click at a person’s pace', 70],
  ] as const) {
    test(`${pace} on “Send a new one” sends one new clip`, async ({ studio, window }) => {
      const prompt = 'Sent again with two clicks';
      await lose(studio, window, prompt);
      studio.expectBilled(prompt, 2);
      await window.act('Send again').click();
      const question = window.page.getByRole('alertdialog');
      await question.getByRole('button', { name: 'Send a new one' }).dblclick({ delay });
      await expect(window.clip(prompt, 'Done')).toBeVisible();
      await expect(window.clip(prompt)).toHaveCount(2);
      expect(await studio.simulator.submissions(prompt)).toHaveLength(2);
    });

    test(`${pace} on Retry sends one new clip, and lets it go`, async ({ studio, window }) => {
      const prompt = 'Refused once by the filter';
      await studio.simulator.addFault({ provider: 'novita', stage: 'submit', kind: 'moderation' });
      await window.chooseProvider('Novita');
      await window.writePrompt(prompt);
      await window.generate();
      await window.waitForState(prompt, 'Failed');
      await window.open(prompt);
      await window.act('Retry').dblclick({ delay });
      await expect(window.clip(prompt, 'Done')).toBeVisible();
      await expect(window.clip(prompt)).toHaveCount(2);
      // The one that was refused, and its one repetition.
      expect(await studio.simulator.submissions(prompt)).toHaveLength(2);
    });
  }
});

/** Novita takes and bills it, then the connection breaks before a byte of the answer. */
async function lose(studio: Studio, window: ConchWindow, prompt: string): Promise<void> {
  await studio.simulator.addFault({ provider: 'novita', stage: 'submit', kind: 'reset-after-accept' });
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  await window.generate();
  await window.waitForState(prompt, 'Needs attention');
  await window.open(prompt);
  expect(await studio.simulator.billed(prompt)).toHaveLength(1);
}
