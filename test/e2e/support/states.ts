import type { Studio } from './studio.ts';
import type { ConchWindow, StateWord } from './window.ts';

/** One clip in every state that lasts. The prompts are what a person would write. */
export const promptIn = {
  Done: 'A harbour at first light, gulls above the masts [Pan left]',
  Failed: 'A glass city that folds into itself',
  'Needs attention': 'Rain on a tram window, warm lights passing',
  Queued: 'A fox crosses a snowy field',
  Canceled: 'A paper lantern drifts over the lake',
  Generating: 'Mist rises from a pine forest #slow',
  Waiting: 'An old lighthouse in a storm #slow',
  Sending: 'Dunes that wander in the wind #slow',
} as const satisfies Partial<Record<StateWord, string>>;

/** Brings a library about that holds all of them. The simulated clock then nearly stands, so that they stay. */
export async function fillLibrary({ simulator, expectBilled }: Studio, window: ConchWindow): Promise<void> {
  async function send(provider: string, state: keyof typeof promptIn): Promise<void> {
    await window.chooseProvider(provider);
    await window.writePrompt(promptIn[state]);
    await window.generate();
    await window.waitForState(promptIn[state], state === 'Canceled' ? 'Queued' : state);
  }

  await send('Novita', 'Done');
  await simulator.addFault({ provider: 'pixazo', stage: 'poll', kind: 'failed' });
  await send('Pixazo', 'Failed');
  await simulator.addFault({ provider: 'acedata', stage: 'submit', kind: 'reset-after-accept' });
  await send('Ace Data Cloud', 'Needs attention');

  await simulator.addFault({ provider: 'appypie', stage: 'submit', kind: 'rate-limit-wait', retryAfterSeconds: 900 });
  expectBilled(promptIn.Queued, 0);
  expectBilled(promptIn.Canceled, 0);
  await send('Appy Pie', 'Queued');
  await send('Appy Pie', 'Canceled');
  await window.open(promptIn.Canceled);
  await window.act('Cancel').click();
  await window.waitForState(promptIn.Canceled, 'Canceled');

  await simulator.setSpeed(60);
  await send('Novita', 'Generating');
  await simulator.setSpeed(0.5);
  await send('AI/ML API', 'Waiting');
  await simulator.addFault({ provider: 'acedata', stage: 'submit', kind: 'held-open' });
  await send('Ace Data Cloud', 'Sending');
  await window.writePrompt('');
  await window.page.keyboard.press('Escape');
}
