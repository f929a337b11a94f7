import { expect } from '@playwright/test';
import { holdAnswers } from './support/hold-answers.ts';
import { test } from './support/test.ts';

/** The history: find a clip, see what it was made with, make it again, stop it, throw it away. */
test('search as you type, and filters', async ({ studio, window }) => {
  const { page } = window;
  await studio.simulator.addFault({ provider: 'pixazo', stage: 'poll', kind: 'failed' });
  await window.chooseProvider('Novita');
  await window.make('A red balloon over the roofs');
  await window.make('霓虹雨夜的街道');
  await window.chooseProvider('Pixazo');
  await window.writePrompt('A blue whale');
  await window.generate();
  await window.waitForState('A blue whale', 'Failed');

  await window.search('ballo');
  await expect(window.clips.getByRole('row')).toHaveCount(1);
  await expect(window.clip('A red balloon over the roofs', 'Done')).toBeVisible();
  await window.search('雨夜');
  await expect(window.clip('霓虹雨夜的街道', 'Done')).toBeVisible();
  await expect(window.clips.getByRole('row')).toHaveCount(1);
  await window.search('nothing like it');
  await expect(page.getByRole('heading', { name: 'No clip says “nothing like it”' })).toBeVisible();
  await window.search('');
  await expect(window.clips.getByRole('row')).toHaveCount(3);

  await page.getByRole('radio', { name: /^Failed/ }).click();
  await expect(window.clips.getByRole('row')).toHaveCount(1);
  await expect(window.clip('A blue whale', 'Failed')).toBeVisible();
  await page.getByRole('radio', { name: /^All/ }).click();
  await expect(window.clips.getByRole('row')).toHaveCount(3);
});

test('filters are drawn with their numbers at once, so that none moves away under the pointer', async ({ window }) => {
  const { page } = window;
  const answer = await holdAnswers(page, 'clip.facets');
  await page.reload();
  await page.getByRole('button', { name: 'Filters' }).click();
  const filters = page.getByRole('dialog', { name: 'Filters' });
  await expect(filters.getByText('Being read')).toBeVisible();
  await expect(filters.getByRole('checkbox')).toHaveCount(0);
  answer();
  await expect(filters.getByText('0 of 0 clips')).toBeVisible();
  await expect(filters.getByRole('checkbox', { name: /^Done/ })).toHaveCount(1);
  await expect(filters.getByRole('button', { name: 'Clear filters' })).toBeVisible();
});

test('Use settings brings back everything that the clip was made with', async ({ window }) => {
  const prompt = 'Ten seconds without help';
  await window.chooseProvider('Novita');
  await window.chooseOption('10 s');
  await window.setSwitch('Optimize prompt', false);
  await window.make(prompt);
  await window.chooseProvider('Appy Pie');
  await window.writePrompt('Something else');
  await window.open(prompt);
  await window.act('Use settings').click();
  await expect(window.prompt).toHaveValue(prompt);
  await expect(window.form.getByRole('radio', { name: '10 s' })).toBeChecked();
  await expect(window.form.getByRole('switch', { name: 'Optimize prompt' })).not.toBeChecked();
  await expect(window.form).toContainText('Novita');
});

test('a clip that waits is canceled without being sent', async ({ studio, window }) => {
  const prompt = 'Never to be sent';
  await studio.simulator.addFault({
    provider: 'novita',
    stage: 'submit',
    kind: 'rate-limit-wait',
    retryAfterSeconds: 600,
  });
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  studio.expectBilled(prompt, 0);
  await window.generate();
  await window.open(prompt);
  await expect(window.inspector).toContainText('The provider asks for a pause');
  await window.act('Cancel').click();
  await window.waitForState(prompt, 'Canceled');
  await expect(window.inspector).toContainText('it cost nothing');
});

test('watching stops after a question, and the clip can be fetched later', async ({ studio, window }) => {
  const prompt = 'Stopped on the way #slow';
  await studio.simulator.setSpeed(60);
  await window.chooseProvider('Pixazo');
  await window.writePrompt(prompt);
  await window.generate();
  await window.waitForState(prompt, 'Generating');
  await window.open(prompt);
  await window.act('Cancel').click();
  await expect(window.page.getByRole('alertdialog')).toContainText('may charge it');
  await window.confirm('Stop watching');
  await window.waitForState(prompt, 'Canceled');
  await studio.simulator.setSpeed(5000);
  await window.act('Download again').click();
  await window.waitForState(prompt, 'Done');
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
});

test('a deleted clip lies in the trash until it is put back or deleted for good', async ({ window }) => {
  const { page } = window;
  const prompt = 'Not worth keeping';
  const trash = async () => {
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('checkbox', { name: 'In the trash' }).check({ force: true });
    await page.keyboard.press('Escape');
  };
  await window.chooseProvider('Novita');
  await window.make(prompt);
  await window.open(prompt);
  await window.act('Delete').click();
  await expect(window.clip(prompt)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(window.clip(prompt, 'Done')).toBeVisible();

  await window.open(prompt);
  await window.act('Delete').click();
  await expect(page.getByRole('heading', { name: 'No clips yet' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'No clips yet' })).toBeVisible();
  await trash();
  await window.play(prompt);
  await window.act('Put back').click();
  await expect(page.getByRole('heading', { name: 'Nothing in the trash' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all clips' }).click();
  await window.open(prompt);
  await window.act('Delete').click();
  await trash();
  await window.open(prompt);
  await window.act('Delete for good').click();
  await window.confirm('Delete for good');
  await expect(page.getByRole('heading', { name: 'Nothing in the trash' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Nothing in the trash' })).toBeVisible();
});
