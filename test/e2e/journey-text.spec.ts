import { expect } from '@playwright/test';
import { providerNames } from '../support/providers.ts';
import { test } from './support/test.ts';

/** The way of a clip from words to a file on disk that plays, through each provider. */
for (const provider of Object.values(providerNames)) {
  test(`${provider}: words become a clip that plays`, async ({ studio, window }) => {
    const prompt = `A lighthouse at dusk for ${provider}`;
    await window.chooseProvider(provider);
    await window.make(prompt);
    await window.play(prompt);
    expect(await studio.simulator.billed(prompt)).toHaveLength(1);
  });
}

test('a camera move from the menu lands in the prompt that is sent', async ({ studio, window }) => {
  await window.chooseProvider('Novita');
  await window.writePrompt('Waves against the pier ');
  await window.chooseCameraMove('Pan left');
  const prompt = 'Waves against the pier [Pan left]';
  await expect(window.prompt).toHaveValue(new RegExp(`^${prompt.replace(/[[\]]/g, '\\$&')}`));
  await window.writePrompt(prompt);
  await window.generate();
  await window.waitForState(prompt, 'Done');
  expect(await studio.simulator.billed(prompt)).toHaveLength(1);
});
