import { expect, type Page } from '@playwright/test';
import { test } from './support/test.ts';

/** How things stand: at the foot of the window, in its title, and by notices and sounds for a person who is elsewhere. */

test('the foot and the title tell what is going on, and lead to it', async ({ studio, window }) => {
  const { page } = window;
  const status = page.getByRole('contentinfo', { name: 'Status' });
  await expect(page).toHaveTitle('Conch');
  await studio.simulator.setSpeed(8);
  await window.chooseProvider('Novita');
  await window.writePrompt('Slow mist');
  await window.generate();
  await expect(page).toHaveTitle('1 making · Conch');
  await status.getByRole('button', { name: '1 in the making' }).click();
  await expect(page).toHaveURL(/states=/);
  await studio.simulator.addFault({ provider: 'acedata', stage: 'submit', kind: 'reset-after-accept' });
  await window.chooseProvider('Ace Data Cloud');
  await window.writePrompt('Was it taken?');
  await window.generateButton.click();
  studio.expectBilled('Was it taken?', 1);
  await status.getByRole('button', { name: '1 needs you' }).click();
  await expect(window.clip('Was it taken?', 'Needs attention')).toBeVisible();
  await studio.simulator.setSpeed(600);
  await page.getByRole('radio', { name: /^All/ }).click();
  await window.waitForState('Slow mist', 'Done');
  await expect(page).toHaveTitle('Conch');
  await status.getByRole('button', { name: /^Today/ }).click();
  await expect(page).toHaveURL(/#\/spending$/);
  await expect(status.getByRole('button', { name: / used, .* free$/ })).toBeVisible();
  await status.getByRole('button', { name: / free$/ }).click();
  await expect(page.getByRole('tabpanel', { name: 'Library' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.context().setOffline(true);
  await expect(page.getByText('Offline', { exact: false })).toHaveCount(1);
  await page.context().setOffline(false);
  await expect(page.getByText('Offline', { exact: false })).toHaveCount(0);
});

/** A browser that notes what it is asked to show and play, and a person who looks elsewhere. */
async function lookElsewhere(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shown: { title: string; body: string; click: () => void }[] = [];
    class NotedNotification extends EventTarget {
      static permission = 'default';
      static async requestPermission() {
        NotedNotification.permission = 'granted';
        return 'granted';
      }
      constructor(title: string, { body = '' }: NotificationOptions) {
        super();
        shown.push({ title, body, click: () => this.dispatchEvent(new Event('click')) });
      }
      close(): void {}
    }
    let notes = 0;
    const Oscillator = window.OscillatorNode;
    class NotedOscillator extends Oscillator {
      constructor(context: BaseAudioContext, options?: OscillatorOptions) {
        super(context, options);
        notes += 1;
      }
    }
    Object.assign(window, {
      Notification: NotedNotification,
      OscillatorNode: NotedOscillator,
      noted: { shown, notes: () => notes },
    });
    document.hasFocus = () => false;
  });
}

interface Noted {
  noted: { shown: { title: string; body: string; click: () => void }[]; notes(): number };
}

test('a person who is elsewhere is told once they have asked for it, and comes back to the clip', async ({
  studio,
  window,
}) => {
  const { page } = window;
  await lookElsewhere(page);
  await page.reload();
  const shown = () => page.evaluate(() => (globalThis as unknown as Noted).noted.shown.map(({ body }) => body));
  const notes = () => page.evaluate(() => (globalThis as unknown as Noted).noted.notes());
  await window.chooseProvider('Novita');
  await window.make('Nobody has asked yet');
  // Longer than news are gathered.
  await page.waitForTimeout(2_500);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('tab', { name: 'General' }).click();
  const general = page.getByRole('tabpanel', { name: 'General' });
  await general.getByRole('button', { name: 'Allow notifications' }).click();
  await expect(general.getByRole('switch', { name: 'Notifications' })).toBeChecked();
  await general.getByRole('switch', { name: 'Sound' }).click();
  await expect(general.getByRole('switch', { name: 'Sound' })).toBeChecked();
  const samples = await notes();
  expect(samples).toBe(2);
  await page.keyboard.press('Escape');
  expect(await shown()).toEqual([]);

  await window.make('Now they know');
  await expect.poll(shown).toEqual(['Done: Now they know']);
  await expect.poll(notes).toBe(samples + 2);
  await page.evaluate(() => (globalThis as unknown as Noted).noted.shown[0]?.click());
  await expect(window.inspector).toContainText('Now they know');

  await page.evaluate(() => {
    document.hasFocus = () => true;
  });
  await window.make('Seen with their own eyes');
  await page.waitForTimeout(2_500);
  expect(await shown()).toHaveLength(1);
  expect(studio.output()).not.toContain('error');
});
