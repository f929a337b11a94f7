import { afterEach, describe, expect, it } from 'vitest';
import { failure, type FailureKind } from '../../shared/failure.ts';
import type { PollOutcome, Provider, SubmitOutcome } from '../providers/provider.ts';
import { createRig, type RigOptions } from './engine-rig.ts';
import { sampleProvider } from './job-samples.ts';

/** The queue: its order, pauses, holds and stops, over a real store. */

const rigs: { dispose(): void }[] = [];
afterEach(() => {
  for (const made of rigs.splice(0)) made.dispose();
});

const minute = 60_000;
const pace = { concurrentClips: 1, submitGapMs: 1000, firstPollMs: 1000, pollMs: 1000 };

function setUp(answer: (nth: number) => SubmitOutcome | undefined = () => undefined, change: Partial<Provider> = {}) {
  const sent: string[] = [];
  const polled: string[] = [];
  const provider = sampleProvider({
    pace,
    submit: async ({ prompt }) => {
      sent.push(prompt);
      return answer(sent.length) ?? { outcome: 'accepted', remote: { id: `task-${sent.length}` } };
    },
    poll: async (remote): Promise<PollOutcome> => {
      polled.push(remote.id);
      return { outcome: 'succeeded', outputs: [{ url: 'https://cdn.example/a.mp4' }] };
    },
    ...change,
  });
  const options: RigOptions = { providers: [provider] };
  const rig = createRig(options);
  rigs.push(rig);
  const create = (prompt: string): string =>
    rig.acts.create(crypto.randomUUID(), { providerId: 'sample', modelId: 'sample-model', prompt }).id;
  return { ...rig, create, sent, polled };
}

const refusal = (kind: FailureKind): SubmitOutcome => ({
  outcome: 'rejected',
  failure: failure(kind, 'no', { stage: 'submit', charged: 'no' }),
});

describe('the order', () => {
  it('is the one in which clips were made, until they are moved or ranked', async () => {
    const { create, start, clock, queue, sent } = setUp();
    const [a = '', b = '', c = '', d = ''] = ['a', 'b', 'c', 'd'].map(create);
    queue.move([c], { where: 'before', id: a });
    queue.prioritize([d], 'high');
    queue.prioritize([a], 'low');
    const engine = start();
    await clock.pass(minute);
    expect(sent).toEqual(['d', 'c', 'b', 'a']);
    await engine.stop();
    expect(queue.move([a, b], { where: 'first' })).toEqual({ changed: 0 });
  });

  it('outlives the run', async () => {
    const { create, queue, store } = setUp();
    const [a = '', , c = ''] = ['a', 'b', 'c'].map(create);
    queue.move([c], { where: 'first' });
    await queue.pause({ what: 'clips', ids: [a] });
    const places = store.inState('queued').map(({ place }) => place);
    expect(places).toEqual([{ paused: true }, undefined, { rank: expect.any(Number) as number }]);
  });

  it('a clip of another provider cannot be put beside one that has left', () => {
    const { create, queue } = setUp();
    const a = create('a');
    expect(() => queue.move([a], { where: 'after', id: crypto.randomUUID() })).toThrow(/left the queue/);
  });
});

describe('a pause', () => {
  it('of everything, of a provider or of a clip holds back what has not left, and nothing else', async () => {
    const { create, start, clock, queue, sent, polled, stateOf, view } = setUp(undefined, {
      pace: { ...pace, firstPollMs: 20_000 },
    });
    const [a = '', b = '', c = ''] = ['a', 'b', 'c'].map(create);
    start();
    await clock.pass(5000);
    await queue.pause({ what: 'all' });
    await clock.pass(minute);
    // What the provider had taken was looked after and is on the disk.
    expect([sent, polled, stateOf(a)]).toEqual([['a'], ['task-1'], 'done']);
    expect(view().pausedAll).toBe(true);
    await queue.pause({ what: 'provider', providerId: 'sample' });
    await queue.resume({ what: 'all' });
    await queue.pause({ what: 'provider', providerId: 'sample' });
    await clock.pass(minute);
    expect(sent).toEqual(['a']);
    await queue.pause({ what: 'clips', ids: [b] });
    await queue.resume({ what: 'provider', providerId: 'sample' });
    await clock.pass(2 * minute);
    expect(sent).toEqual(['a', 'c']);
    expect([stateOf(b), stateOf(c)]).toEqual(['queued', 'done']);
    await queue.resume({ what: 'clips', ids: [b] });
    await clock.pass(minute);
    expect(sent).toEqual(['a', 'c', 'b']);
  });

  it('comes in time for a clip that is being prepared', async () => {
    const sent: string[] = [];
    const submit: Provider['submit'] = async ({ prompt }) => {
      sent.push(prompt);
      return { outcome: 'accepted', remote: { id: 't' } };
    };
    let id = '';
    const rig = createRig({
      providers: [sampleProvider({ pace, submit })],
      // The person presses Pause while the disk is looked at, before the intent is stored.
      shortage: () => {
        void rig.queue.pause({ what: 'clips', ids: [id] });
        return undefined;
      },
    });
    rigs.push(rig);
    ({ id } = rig.create());
    rig.start();
    await rig.clock.pass(minute);
    expect([sent, rig.stateOf(id)]).toEqual([[], 'queued']);
  });

  it('is still in force after a restart', async () => {
    const { create, start, clock, queue, sent } = setUp();
    create('a');
    const engine = start();
    await queue.pause({ what: 'all' });
    await engine.stop();
    start();
    await clock.pass(minute);
    expect(sent).toEqual([]);
  });
});

describe('three failures in a row', () => {
  it('stop the provider and ask; the answer sends the rest', async () => {
    let broken = true;
    const { create, start, clock, queue, sent, view, store } = setUp(undefined, {
      poll: async () =>
        broken
          ? { outcome: 'failed', failure: failure('provider-failed', 'no', { stage: 'poll' }) }
          : { outcome: 'succeeded', outputs: [{ url: 'https://cdn.example/a.mp4' }] },
    });
    for (const prompt of ['a', 'b', 'c', 'd', 'e']) create(prompt);
    const engine = start();
    await clock.pass(5 * minute);
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(view().providers[0]).toMatchObject({ queued: 2, nextStartAt: null, stop: { failures: 3 } });
    engine.wake('sample');
    await clock.pass(minute);
    expect(sent).toHaveLength(3);
    broken = false;
    expect(await queue.goOn('sample', 'send')).toEqual({ changed: 2 });
    await clock.pass(minute);
    expect(store.inState('done')).toHaveLength(2);
  });

  it('or cancel the rest, and what is sent later goes through', async () => {
    const { create, start, clock, queue, sent, stateOf } = setUp((nth) =>
      nth <= 3 ? refusal('invalid-request') : undefined,
    );
    const ids = ['a', 'b', 'c', 'd', 'e'].map(create);
    start();
    await clock.pass(minute);
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(await queue.goOn('sample', 'cancel')).toEqual({ changed: 2 });
    expect(ids.slice(3).map(stateOf)).toEqual(['canceled', 'canceled']);
    const late = create('f');
    await clock.pass(minute);
    expect(stateOf(late)).toBe('done');
  });

  it('a key that is mended ends the stop by itself', async () => {
    let bad = true;
    const { create, start, clock, sent, view, stateOf } = setUp(() => (bad ? refusal('key-rejected') : undefined));
    const ids = ['a', 'b'].map(create);
    const engine = start();
    await clock.pass(20 * minute);
    expect(sent).toEqual(['a', 'a', 'a']);
    expect(ids.map(stateOf)).toEqual(['queued', 'queued']);
    expect(view().providers[0]?.stop).toMatchObject({ failure: { kind: 'key-rejected' } });
    bad = false;
    engine.wake('sample');
    await clock.pass(minute);
    expect(sent).toEqual(['a', 'a', 'a', 'a', 'b']);
  });
});

it('canceling takes what has not left, all at once, and leaves alone what has', async () => {
  const { create, start, clock, queue, stateOf } = setUp();
  const ids = ['a', 'b', 'c'].map(create);
  start();
  await clock.pass(500);
  expect(queue.cancel({ what: 'all' })).toEqual({ changed: 2 });
  await clock.pass(minute);
  expect(ids.map(stateOf)).toEqual(['done', 'canceled', 'canceled']);
});

it('1,000 queued clips cost a look nearly nothing', async () => {
  const { create, start, clock, store, queue } = setUp(undefined, {
    pace: { ...pace, firstPollMs: 3_600_000 },
  });
  for (let clip = 0; clip < 1000; clip += 1) create(`${clip}`);
  await queue.pause({
    what: 'clips',
    ids: store.queue
      .list()
      .slice(0, 900)
      .map(({ id }) => id),
  });
  start();
  await clock.pass(1000);
  const began = performance.now();
  for (let look = 0; look < 10_000; look += 1) store.queue.ready('sample', clock.now(), 64);
  const perLookMs = (performance.now() - began) / 10_000;
  expect(perLookMs).toBeLessThan(1);
  expect(store.queue.counts('sample')).toEqual({ queued: 999, paused: 900 });
});

it.each([
  ['has not left', 'submit'],
  ['the provider has', 'poll'],
] as const)('a clip that %s and waits for a key is looked at anew when Conch starts again', async (_which, stage) => {
  let key = true;
  const provider = sampleProvider({ pace: { ...pace, firstPollMs: 2000 } });
  const rig = createRig({ providers: [provider], hasKey: () => key });
  rigs.push(rig);
  const { id } = rig.create();
  if (stage === 'poll') {
    const sending = rig.start();
    await rig.clock.pass(1000);
    expect(rig.stateOf(id)).toBe('waiting');
    await sending.stop();
  }
  key = false;
  const keyless = rig.start();
  await rig.clock.pass(5000);
  expect(rig.acts.get(id).progress).toMatchObject({ lastFailure: { kind: 'key-missing' } });
  await keyless.stop();
  key = true;
  const engine = rig.start();
  // Not in five minutes, as it was put off for.
  expect(rig.acts.get(id).progress).toMatchObject({ dueAt: rig.clock.now() });
  await engine.stop();
});
