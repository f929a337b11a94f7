import { expect } from '@playwright/test';
import { providerIds, providerNames, type ProviderId } from '../support/providers.ts';
import type { Fault } from '../support/simulator.ts';
import { test } from './support/test.ts';

/** What goes wrong after the clip was taken: Conch keeps at it, or says what is so; it never pays again. */
type Passing = Pick<Fault, 'stage' | 'kind' | 'times'>;

/** Each provider gets one; all five are on their way at the same time. */
const passing: Record<string, Record<ProviderId, Passing>> = {
  'looks that go wrong': {
    acedata: { stage: 'poll', kind: 'error-500', times: 2 },
    appypie: { stage: 'poll', kind: 'html' },
    pixazo: { stage: 'poll', kind: 'unknown-word', times: 2 },
    aimlapi: { stage: 'poll', kind: 'truncated' },
    novita: { stage: 'poll', kind: 'not-visible' },
  },
  'links and downloads that go wrong': {
    acedata: { stage: 'download', kind: 'reset' },
    appypie: { stage: 'download', kind: 'html' },
    pixazo: { stage: 'download', kind: 'wrong-length' },
    aimlapi: { stage: 'poll', kind: 'no-url' },
    novita: { stage: 'download', kind: 'expired' },
  },
};

for (const [name, faults] of Object.entries(passing)) {
  test(`${name} pass: the clips arrive all the same`, async ({ studio, window }) => {
    const promptOf = (id: ProviderId) => `In spite of ${faults[id].stage} ${faults[id].kind}`;
    for (const provider of providerIds) {
      await studio.simulator.addFault({ provider, ...faults[provider] });
      await window.chooseProvider(providerNames[provider]);
      await window.writePrompt(promptOf(provider));
      await window.generate();
    }
    for (const provider of providerIds) await window.waitForState(promptOf(provider), 'Done');
    await window.play(promptOf('novita'));
    const { submissions } = await studio.books();
    expect(submissions).toHaveLength(providerIds.length);
  });
}

test('a failed clip says so, with what is known of the charge, and can be sent again', async ({ studio, window }) => {
  const prompt = 'The provider gives up';
  await studio.simulator.addFault({ provider: 'pixazo', stage: 'poll', kind: 'failed' });
  await window.chooseProvider('Pixazo');
  await window.writePrompt(prompt);
  await window.generate();
  await window.waitForState(prompt, 'Failed');
  await window.open(prompt);
  await expect(window.inspector).toContainText('The provider could not make this clip');
  await expect(window.inspector).toContainText('Nobody has told whether it was charged.');
  await window.act('What Pixazo said').click();
  await expect(window.inspector).toContainText('FAILED');

  studio.expectBilled(prompt, 2);
  await window.act('Retry').click();
  await window.confirm('Send a new one');
  await expect(window.clip(prompt, 'Done')).toBeVisible();
  await expect(window.clip(prompt, 'Failed')).toBeVisible();
});

test('a system error is kept apart from a failed clip: it was not charged', async ({ studio, window }) => {
  const prompt = 'The provider breaks down';
  await studio.simulator.addFault({ provider: 'pixazo', stage: 'poll', kind: 'error' });
  await window.chooseProvider('Pixazo');
  await window.writePrompt(prompt);
  await window.generate();
  await window.waitForState(prompt, 'Failed');
  await window.open(prompt);
  await expect(window.inspector).toContainText('It was not charged.');
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
});

test('when every link is dead, the clip can be downloaded again without paying', async ({ studio, window }) => {
  const prompt = 'Links that die at once';
  await studio.simulator.addFault({ provider: 'novita', stage: 'download', kind: 'expired', times: 2 });
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  await window.generate();
  await window.waitForState(prompt, 'Failed');
  await window.open(prompt);
  await expect(window.inspector).toContainText('The link to the clip has died');
  await expect(window.inspector).toContainText('That costs nothing.');
  await window.act('Download again').click();
  await window.waitForState(prompt, 'Done');
  await window.play(prompt);
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
});

test('a key that is refused while a clip is watched loses nothing', async ({ studio, window }) => {
  const prompt = 'Watched with a key that was withdrawn';
  await studio.simulator.addFault({ provider: 'novita', stage: 'poll', kind: 'wrong-key' });
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  await window.generate();
  await window.open(prompt);
  await expect(window.inspector).toContainText('The key was refused');
  await expect(window.act('Open settings')).toBeVisible();
  await window.page.reload();
  await expect(window.clip(prompt, 'Waiting')).toBeVisible();
  expect(await studio.simulator.submissions(prompt)).toHaveLength(1);
});
