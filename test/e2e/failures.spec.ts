import { expect } from '@playwright/test';
import { canaryKeys, providerNames, type ProviderId } from '../support/providers.ts';
import { findIn } from '../support/canary.ts';
import type { Fault } from '../support/simulator.ts';
import { test } from './support/test.ts';
import type { StateWord } from './support/window.ts';

/**
 * Each kind of failure as the simulated providers bring it about: what happened, whether it was charged, and what can be
 * done now. Kinds that are shown elsewhere have their steps in trouble-*.spec.ts.
 */
interface Case {
  provider: ProviderId;
  fault: Pick<Fault, 'stage' | 'kind' | 'times'>;
  state: StateWord;
  happened: string;
  charged: string;
  /** Buttons, the first one first. */
  acts: readonly string[];
  billed: number;
}

const cases: Record<string, Case> = {
  'a prompt that the filter refuses': {
    provider: 'novita',
    fault: { stage: 'submit', kind: 'moderation' },
    state: 'Failed',
    happened: 'The content filter refused it',
    charged: 'It was not charged.',
    acts: ['Edit and send again', 'Retry', 'Try another provider', 'Copy details'],
    billed: 0,
  },
  'a clip that the filter withholds': {
    provider: 'novita',
    fault: { stage: 'poll', kind: 'moderation' },
    state: 'Failed',
    happened: 'The content filter refused it',
    charged: 'Nobody has told whether it was charged.',
    acts: ['Edit and send again', 'Retry', 'Copy details'],
    billed: 1,
  },
  'a clip that the provider gives up': {
    provider: 'pixazo',
    fault: { stage: 'poll', kind: 'failed' },
    state: 'Failed',
    happened: 'The provider could not make this clip',
    charged: 'Nobody has told whether it was charged.',
    acts: ['Retry', 'Try another provider', 'Copy details'],
    billed: 1,
  },
  'a system error': {
    provider: 'pixazo',
    fault: { stage: 'poll', kind: 'error' },
    state: 'Failed',
    happened: 'The provider could not make this clip',
    charged: 'It was not charged.',
    acts: ['Retry', 'Try another provider'],
    billed: 1,
  },
  'a refused key': {
    provider: 'novita',
    fault: { stage: 'submit', kind: 'wrong-key', times: 50 },
    state: 'Queued',
    happened: 'The key was refused',
    charged: 'It was not charged.',
    acts: ['Open settings', 'Try again now', 'Copy details'],
    billed: 0,
  },
  'an empty account': {
    provider: 'novita',
    fault: { stage: 'submit', kind: 'no-balance', times: 50 },
    state: 'Queued',
    happened: 'Not enough balance',
    charged: 'It was not charged.',
    acts: ['Try again now', 'Copy details'],
    billed: 0,
  },
  'a lost answer': {
    provider: 'novita',
    fault: { stage: 'submit', kind: 'reset-after-accept' },
    state: 'Needs attention',
    happened: 'Was this clip accepted?',
    charged: 'may charge it',
    acts: ['Send again', 'Give up', 'Copy details'],
    billed: 1,
  },
  'a dead link': {
    provider: 'novita',
    fault: { stage: 'download', kind: 'expired', times: 9 },
    state: 'Failed',
    happened: 'The link to the clip has died',
    charged: '',
    acts: ['Download again', 'Copy details'],
    billed: 1,
  },
};

for (const [name, { provider, fault, state, happened, charged, acts, billed }] of Object.entries(cases)) {
  test(`${name}: what happened, what it cost, what to do`, async ({ studio, window, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const prompt = `What comes of ${name}`;
    await studio.simulator.addFault({ provider, ...fault });
    await window.chooseProvider(providerNames[provider]);
    await window.writePrompt(prompt);
    studio.expectBilled(prompt, billed);
    await window.generate();
    await window.waitForState(prompt, state);
    await window.open(prompt);
    await expect(window.inspector).toContainText(happened);
    await expect(window.inspector).toContainText(charged);
    for (const act of acts) await expect(window.act(act)).toBeVisible();

    await window.act('Copy details').click();
    const details = await window.page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(details)).toMatchObject({ provider, failure: { kind: expect.any(String) as unknown } });
    expect(findIn('details', details, Object.values(canaryKeys))).toEqual([]);
  });
}

test('“Edit and send again” marks the refused prompt until it is another', async ({ studio, window }) => {
  const prompt = 'Something that the filter dislikes';
  await studio.simulator.addFault({ provider: 'novita', stage: 'submit', kind: 'moderation' });
  await window.chooseProvider('Novita');
  await window.writePrompt(prompt);
  studio.expectBilled(prompt, 0);
  await window.generate();
  await window.waitForState(prompt, 'Failed');
  await window.writePrompt('');
  await window.open(prompt);
  await window.act('Edit and send again').click();
  await expect(window.prompt).toHaveValue(prompt);
  await expect(window.prompt).toBeFocused();
  await expect(window.form).toContainText('Novita refused this prompt.');
  await window.writePrompt('Something that the filter likes');
  await expect(window.form).not.toContainText('Novita refused this prompt.');
  await window.generate();
  await window.waitForState('Something that the filter likes', 'Done');
});

test('“Try another provider” puts the same shot into the composer and sends nothing', async ({ studio, window }) => {
  const prompt = 'Given up here, tried there';
  await studio.simulator.addFault({ provider: 'pixazo', stage: 'poll', kind: 'failed' });
  await window.chooseProvider('Pixazo');
  await window.writePrompt(prompt);
  await window.generate();
  await window.waitForState(prompt, 'Failed');
  await window.writePrompt('');
  await window.open(prompt);
  await window.act('Try another provider').click();
  await window.page.getByRole('menuitem', { name: 'Novita' }).click();
  await expect(window.prompt).toHaveValue(prompt);
  await expect(window.form.getByRole('button', { name: /^Provider Novita/ })).toBeVisible();
  expect((await studio.books()).submissions).toHaveLength(1);
});

test('nothing moves in the library and the inspector while a clip goes from Queued to Downloading', async ({
  window,
}) => {
  const prompt = 'Everything keeps its place';
  await window.chooseProvider('Novita');
  await window.make('One that lies there already');
  await window.writePrompt(prompt);
  await window.generate();
  await window.open(prompt);
  await window.page.evaluate(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node?: Node | null }[] };
        for (const { node } of sources) {
          const element = node instanceof Element ? node : node?.parentElement;
          // The composer has its own news, e.g. that this was made before.
          if (element?.closest('form') === null) shifts.push(`${value.toFixed(5)} ${element.textContent.slice(0, 60)}`);
        }
      }
    }).observe({ type: 'layout-shift', buffered: false });
  });
  // With the file on the disk the inspector becomes a player: until then nothing may move at all.
  await expect(window.clips.getByRole('row', { name: new RegExp(`^${prompt}, (Downloading|Done)`) })).toBeVisible({
    timeout: 25_000,
  });
  const shifts = await window.page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
  expect(shifts).toEqual([]);
});
