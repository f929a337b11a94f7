import { expect } from '@playwright/test';
import { providerNames } from '../support/providers.ts';
import { allKeys } from './support/studio.ts';
import { test } from './support/test.ts';

/**
 * What goes wrong before or while a request is taken: each shows the right words and the next step, loses nothing,
 * and never leads to a second paid request.
 */
test.describe('without a key', () => {
  const { novita: _none, ...others } = allKeys;
  test.use({ keys: { of: others } });

  test('the composer says so, leads to the settings, and sends nothing', async ({ studio, window }) => {
    await window.chooseProvider('Novita');
    await window.writePrompt('There is no key for this');
    await window.expectRefused('Add a key for Novita');
    await window.form.getByRole('button', { name: 'Add a key for Novita' }).click();
    const novita = window.page.getByRole('dialog', { name: 'Settings' }).getByRole('group', { name: 'Novita' });
    await expect(novita.getByRole('textbox', { name: 'API key' })).toBeVisible();
    expect((await studio.books()).submissions).toEqual([]);
  });
});

test.describe('with a wrong key', () => {
  test.use({ keys: { of: { ...allKeys, novita: 'bad-key-Pq3Wn8Zt' } } });

  test('the clip says that the key was refused and offers the settings', async ({ studio, window }) => {
    const prompt = 'Sent with the wrong key';
    await window.chooseProvider('Novita');
    await window.writePrompt(prompt);
    studio.expectBilled(prompt, 0);
    await window.generate();
    await window.open(prompt);
    await expect(window.inspector).toContainText('The key was refused');
    await expect(window.inspector).toContainText('Check that the key is whole');
    await window.act('Open settings').click();
    await expect(window.page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    expect((await studio.books()).submissions).toHaveLength(1);
  });
});

test.describe('with an empty account', () => {
  test.use({ keys: { of: { ...allKeys, novita: 'poor-key-Vb5Kc1Ym' } } });

  test('the clip waits in the queue and says that the balance is used up', async ({ studio, window }) => {
    const prompt = 'Sent without balance';
    await window.chooseProvider('Novita');
    await window.writePrompt(prompt);
    studio.expectBilled(prompt, 0);
    await window.generate();
    await window.waitForState(prompt, 'Queued');
    await window.open(prompt);
    await expect(window.inspector).toContainText('Not enough balance');
    await expect(window.inspector).toContainText('It was not charged.');
    await expect(window.inspector.getByRole('link', { name: 'Open billing' })).toHaveAttribute('href', /^https:\/\//);
    expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
  });
});

test('a prompt that the filter refuses can be edited and sent again', async ({ studio, window }) => {
  const prompt = 'Something that the filter dislikes';
  const better = 'Something that the filter likes';
  await studio.simulator.addFault({ provider: 'novita', stage: 'submit', kind: 'moderation' });
  await window.chooseProvider('Novita');
  await window.chooseOption('10 s');
  await window.writePrompt(prompt);
  studio.expectBilled(prompt, 0);
  await window.generate();
  await window.waitForState(prompt, 'Failed');
  await window.writePrompt('');
  await window.open(prompt);
  await expect(window.inspector).toContainText('The content filter refused it');
  await expect(window.inspector).toContainText('It was not charged.');
  await window.act('Edit and send again').click();
  await expect(window.prompt).toHaveValue(prompt);
  await expect(window.form.getByRole('radio', { name: '10 s' })).toBeChecked();
  await window.make(better);
});

const pauses = [
  ['a pause without a time', 'rate-limit'],
  ['a pause with a time', 'rate-limit-wait'],
] as const;

for (const [name, kind] of pauses) {
  test(`${name}: the clip waits and then goes on by itself`, async ({ studio, window }) => {
    const prompt = `The provider asks for ${name}`;
    await studio.simulator.addFault({ provider: 'novita', stage: 'submit', kind, retryAfterSeconds: 3 });
    await window.chooseProvider('Novita');
    await window.writePrompt(prompt);
    await window.generate();
    if (kind === 'rate-limit-wait') {
      await window.open(prompt);
      await expect(window.inspector).toContainText('The provider asks for a pause');
      await expect(window.clip(prompt, 'Queued')).toBeVisible();
    }
    await window.waitForState(prompt, 'Done');
    expect(await studio.simulator.submissions(prompt)).toHaveLength(2);
    expect(await studio.simulator.billed(prompt)).toHaveLength(1);
  });
}

/** Answers after which nobody can know whether the clip was taken; the third column is whether it truly was. */
const unclear = [
  ['acedata', 'error-500', 0, 'HTTP 500'],
  ['appypie', 'html', 0, 'HTTP 502'],
  ['pixazo', 'truncated', 1, 'other than its usual form'],
  ['aimlapi', 'no-id', 1, 'has not sent it again'],
  ['novita', 'close', 0, 'did not arrive'],
] as const;

test('unclear answers become questions with ways on, and stay questions', async ({ studio, window }) => {
  const promptOf = (kind: string) => `What became of ${kind}`;
  for (const [provider, kind, timesBilled] of unclear) {
    await studio.simulator.addFault({ provider, stage: 'submit', kind });
    await window.chooseProvider(providerNames[provider]);
    await window.writePrompt(promptOf(kind));
    studio.expectBilled(promptOf(kind), timesBilled);
    await window.generate();
  }
  for (const [, kind, , words] of unclear) {
    await window.waitForState(promptOf(kind), 'Needs attention');
    await window.open(promptOf(kind));
    await expect(window.inspector).toContainText('Was this clip accepted?');
    await expect(window.inspector).toContainText(words);
    for (const act of ['I found it', 'Send again', 'Give up']) await expect(window.act(act)).toBeVisible();
  }
  await window.page.reload();
  for (const [, kind] of unclear) await expect(window.clip(promptOf(kind), 'Needs attention')).toBeVisible();
  expect((await studio.books()).submissions).toHaveLength(unclear.length);
});
