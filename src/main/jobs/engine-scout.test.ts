import { afterEach, describe, expect, it } from 'vitest';
import { failure, FailureError, type Failure } from '../../shared/failure.ts';
import type { ImageRules, ModelSpec } from '../../shared/model.ts';
import type { PollOutcome, Provider, SubmitOutcome } from '../providers/provider.ts';
import { createRig, type RigOptions } from './engine-rig.ts';
import { sampleIntent, sampleModel, samplePicture, sampleProvider, sampleRequest } from './job-samples.ts';

/** A provider that rests: the one question that goes ahead of the others, and what becomes of it. */

let rig: ReturnType<typeof createRig> | undefined;
afterEach(() => rig?.dispose());

const minute = 60_000;
const image: ImageRules = {
  use: 'optional',
  sources: ['url'],
  types: ['image/png'],
  maxBytes: 9e9,
  shortSideOverPixels: 300,
  minRatio: 0.4,
  maxRatio: 2.5,
  ratioExclusive: false,
};
const models: [ModelSpec] = [{ ...sampleModel, image }];
const noWay = failure('network', 'no way', { stage: 'submit', charged: 'no' });
const ready: PollOutcome = { outcome: 'succeeded', outputs: [{ url: 'https://cdn.example/a.mp4' }] };

function setUp(change: Partial<Provider> = {}, options: Partial<RigOptions> = {}) {
  const sent: string[] = [];
  const state = { down: true };
  const provider = sampleProvider({
    models,
    pace: { concurrentClips: 9, submitGapMs: 1, firstPollMs: 1000, pollMs: 1000 },
    submit: async ({ prompt }): Promise<SubmitOutcome> => {
      sent.push(prompt);
      if (state.down) return { outcome: 'not-sent', failure: noWay };
      return { outcome: 'accepted', remote: { id: `task-${sent.length}` } };
    },
    poll: async () => (state.down ? { outcome: 'unclear', failure: noWay } : ready),
    ...change,
  });
  const made = createRig({ providers: [provider], ...options });
  rig = made;
  const create = (prompt: string, more: object = {}): string =>
    made.acts.create(crypto.randomUUID(), { ...sampleRequest, prompt, ...more }).id;
  return { ...made, create, sent, state };
}

describe('the scout of a provider that rests', () => {
  it('whose picture cannot be uploaded lets the next clip go', async () => {
    const host: Failure = failure('network', 'no image host', { stage: 'upload', charged: 'no' });
    const { start, create, clock, state, stateOf, queue } = setUp(
      {},
      {
        tools: {
          imageHost: {
            state: 'ready',
            troubles: () => 9,
            upload: () => Promise.reject(new FailureError(host)),
          },
        },
      },
    );
    const text = create('text');
    start();
    await clock.pass(3 * minute);
    const picture = create('picture', { firstFrame: { kind: 'picture', picture: samplePicture } });
    queue.prioritize([picture], 'high');
    state.down = false;
    await clock.pass(2 * minute);
    expect(stateOf(text)).toBe('done');
  });

  it('that is paused at the last moment lets the next clip go', async () => {
    let hold = (): void => {};
    const { start, create, clock, state, stateOf, queue } = setUp({}, { shortage: () => (hold(), undefined) });
    const [first = '', second = ''] = ['first', 'second'].map((prompt) => create(prompt));
    start();
    await clock.pass(3 * minute);
    state.down = false;
    hold = () => {
      hold = () => {};
      void queue.pause({ what: 'clips', ids: [first] });
    };
    await clock.pass(2 * minute);
    expect([stateOf(first), stateOf(second)]).toEqual(['queued', 'done']);
  });

  it('that finds the disk full asks again when there is room', async () => {
    let full = false;
    const { start, create, clock, state, stateOf } = setUp(
      {},
      { shortage: () => (full ? failure('disk', 'full', { stage: 'local' }) : undefined) },
    );
    const id = create('a');
    start();
    await clock.pass(3 * minute);
    full = true;
    state.down = false;
    await clock.pass(2 * minute);
    full = false;
    await clock.pass(minute);
    expect(stateOf(id)).toBe('done');
  });
});

it('a way that was closed for minutes is found open soon, though it was tried often', async () => {
  const { start, create, clock, sent, state, stateOf } = setUp({
    pace: { concurrentClips: 9, submitGapMs: 1, firstPollMs: 1000, pollMs: 1000 },
    // Looks get through all the while.
    poll: async (): Promise<PollOutcome> => ({ outcome: 'waiting', phase: 'running' }),
  });
  state.down = false;
  create('in the making');
  start();
  await clock.pass(3000);
  state.down = true;
  const ids = ['a', 'b'].map((prompt) => create(prompt));
  await clock.pass(5 * minute);
  // One knock at a time, and at most one in a second.
  expect(sent.length).toBeLessThan(300);
  const knocks = sent.length;
  while (sent.length === knocks) await clock.pass(100);
  state.down = false;
  await clock.pass(6000);
  expect(ids.map(stateOf)).toEqual(['waiting', 'waiting']);
});

it('a clip that the provider does not know keeps no other one waiting', async () => {
  const missing = failure('provider-changed', 'no such clip', { stage: 'poll', httpStatus: 404 });
  const { start, create, clock, state, stateOf, store, acts } = setUp({
    poll: async ({ id }) => (id === 'mistyped' ? { outcome: 'unclear', failure: missing } : ready),
  });
  state.down = false;
  const lost = store.get(create('lost'));
  if (lost === undefined) throw new Error('it was just made');
  store.save({ ...lost, progress: { state: 'unknown', intent: sampleIntent, unknownAt: 1, failure: noWay } });
  acts.attach(lost.id, 'mistyped');
  start();
  await clock.pass(10 * minute);
  for (let clip = 0; clip < 20; clip += 1) {
    const id = create(`${clip}`);
    await clock.pass(5000);
    expect(stateOf(id), `clip ${clip}`).toBe('done');
    await clock.pass(20_000);
  }
  expect(stateOf(lost.id)).toBe('waiting');
});

it('as many dead clips as a provider has places do not end the sending for good', async () => {
  const { start, create, clock, state, stateOf, store } = setUp({
    pace: { concurrentClips: 3, submitGapMs: 1, firstPollMs: 1000, pollMs: 1000 },
    poll: async () => ({ outcome: 'waiting', phase: 'queued' }),
  });
  state.down = false;
  for (let clip = 0; clip < 3; clip += 1) create(`${clip}`);
  const engine = start();
  await clock.pass(minute);
  const id = create('new');
  await clock.pass(minute);
  expect(stateOf(id)).toBe('queued');
  await engine.stop();
  clock.sleep(7 * 60 * minute);
  start();
  await clock.pass(minute);
  expect(stateOf(id)).toBe('waiting');
  // The dead ones are asked about all the same.
  expect(store.inState('waiting')).toHaveLength(4);
});
