import { expect } from '@playwright/test';
import { pictures, writeLargePicture } from '../support/pictures.ts';
import { test } from './support/test.ts';

/** Pictures that a provider would refuse are refused here, before anything is sent, and the prompt stays. */
const prompt = 'With a picture that is no good';

test.use({
  // The answer to a file that is no picture is an error status, which the browser notes by itself.
  expectedErrors: { like: [/status of 4\d\d/] },
});

const refusals = [
  ['text', /not a picture/],
  ['empty', /empty \(0 bytes\)/],
  ['small', /200 × 200; its shorter side must be more than 300 pixels/],
  ['wide', /too wide: 1600 × 400/],
] as const;

for (const way of ['drop', 'pick'] as const) {
  test(`pictures that no provider takes are refused, by ${way}`, async ({ studio, window }) => {
    await window.chooseProvider('Pixazo');
    await window.writePrompt(prompt);
    for (const [picture, words] of refusals) {
      if (way === 'drop') await window.dropPicture(pictures[picture]);
      else await window.pickPicture(pictures[picture]);
      await window.expectRefused(words);
      await expect(window.prompt).toHaveValue(prompt);
      await window.firstFrame
        .getByRole('button', { name: /^(Remove image|Leave it out)$/ })
        .first()
        .click();
      await expect(window.generateButton).not.toHaveAttribute('aria-disabled', 'true');
    }
    expect((await studio.books()).submissions).toEqual([]);
  });
}

test('a picture of 25 MB is refused with its size, and a good one takes its place', async ({
  studio,
  window,
}, testInfo) => {
  const large = testInfo.outputPath('large.jpg');
  await writeLargePicture(large, 25_000_000);
  await window.chooseProvider('AI/ML API');
  await window.writePrompt(prompt);
  await window.pickPicture(large);
  await window.expectRefused(/25\.0 MB; this model takes at most/);
  await window.removePicture();
  await window.pickPicture(pictures.photo);
  await window.expectPicture('photo-1280x720.jpg');
  await window.generate();
  await window.waitForState(prompt, 'Done');
  expect(await studio.simulator.billed(prompt)).toHaveLength(1);
});

test('an address that only this computer can reach is refused', async ({ studio, window }) => {
  await window.chooseProvider('Ace Data Cloud');
  await window.writePrompt(prompt);
  await window.giveImageUrl('http://192.168.0.4/picture.jpg');
  await window.expectRefused(/Only this computer or network can reach that address|should start with https/);
  expect((await studio.books()).submissions).toEqual([]);
});
