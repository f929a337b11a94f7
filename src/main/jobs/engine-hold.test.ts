import { afterEach, describe, expect, it } from 'vitest';
import { failure, type FailureKind } from '../../shared/failure.ts';
import type { Pace, SubmitOutcome } from '../providers/provider.ts';
import { createRig } from './engine-rig.ts';
import { sampleProvider, sampleRequest } from './job-samples.ts';

/** Nothing would be taken, so everything waits: for whom, why, and until when. */

let rig: ReturnType<typeof createRig> | undefined;
afterEach(() => rig?.dispose());

const minute = 60_000;
const usualPace: Pace = { concurrentClips: 1, submitGapMs: 1000, firstPollMs: 1000, pollMs: 1000 };

function setUp(answer: (nth: number) => SubmitOutcome | undefined, pace = usualPace) {
  const sent: string[] = [];
  const provider = sampleProvider({
    pace,
    submit: async ({ prompt }) => {
      sent.push(prompt);
      return answer(sent.length) ?? { outcome: 'accepted', remote: { id: `task-${sent.length}` } };
    },
    poll: async () => ({ outcome: 'succeeded', outputs: [{ url: 'https://cdn.example/a.mp4' }] }),
  });
  const made = createRig({ providers: [provider] });
  rig = made;
  const create = (prompt: string): string => made.acts.create(crypto.randomUUID(), { ...sampleRequest, prompt }).id;
  return { ...made, create, sent };
}

/** As a provider says it in its own envelope. */
const refusal = (kind: FailureKind): SubmitOutcome => ({
  outcome: 'rejected',
  failure: failure(kind, 'no', { stage: 'submit', charged: 'no' }),
});

describe('a hold', () => {
  it('without balance the clip waits, once for all of its provider, and goes on when there is some', async () => {
    let poor = true;
    const { create, start, clock, queue, sent, stateOf, view, store } = setUp(() =>
      poor ? refusal('balance') : undefined,
    );
    const ids = ['a', 'b', 'c'].map(create);
    start();
    await clock.pass(4 * minute);
    expect(sent).toEqual(['a']);
    expect(ids.map(stateOf)).toEqual(['queued', 'queued', 'queued']);
    expect(store.get(ids[2] ?? '')?.progress).toMatchObject({ lastFailure: { kind: 'balance' } });
    expect(view().providers[0]).toMatchObject({ queued: 3, hold: { failure: { kind: 'balance' } } });
    poor = false;
    await queue.resume({ what: 'provider', providerId: 'sample' });
    await clock.pass(2 * minute);
    expect(sent).toEqual(['a', 'a', 'b', 'c']);
    expect(ids.map(stateOf)).toEqual(['done', 'done', 'done']);
    expect(view().providers[0]?.hold).toBeUndefined();
  });

  it.each(['key-rejected', 'not-permitted'] as const)(
    'a key that is refused (%s) fails no clip: all wait, the person sees why, and another key sends them',
    async (kind) => {
      let revoked = true;
      const { create, start, clock, sent, stateOf, view, store } = setUp(() => (revoked ? refusal(kind) : undefined));
      const ids = ['a', 'b', 'c'].map(create);
      const engine = start();
      await clock.pass(4 * minute);
      expect(sent).toEqual(['a']);
      expect(ids.map(stateOf)).toEqual(['queued', 'queued', 'queued']);
      expect(store.get(ids[2] ?? '')?.progress).toMatchObject({ lastFailure: { kind, charged: 'no' } });
      expect(view().providers[0]).toMatchObject({ queued: 3, hold: { failure: { kind } } });
      revoked = false;
      // What saving a key does.
      engine.wake('sample');
      await clock.pass(minute);
      expect(sent).toEqual(['a', 'a', 'b', 'c']);
      expect(ids.map(stateOf)).toEqual(['done', 'done', 'done']);
    },
  );

  it('“Resume all” asks every provider again, as resuming each of them does', async () => {
    let poor = true;
    const { create, start, clock, queue, sent, stateOf, view } = setUp(() => (poor ? refusal('balance') : undefined));
    const id = create('a');
    start();
    await clock.pass(20 * minute);
    expect(view().providers[0]).toMatchObject({ stop: { failure: { kind: 'balance' } } });
    await queue.pause({ what: 'all' });
    poor = false;
    const before = sent.length;
    await queue.resume({ what: 'all' });
    await clock.pass(minute);
    expect(sent.length - before).toBe(1);
    expect(stateOf(id)).toBe('done');
  });

  it('that a person ends leaves alone the pause for which the provider has asked', async () => {
    const slow = failure('rate-limited', 'slow down', { charged: 'no', retryAfterMs: 5 * minute });
    const { create, start, clock, queue, sent } = setUp((nth) =>
      nth === 1 ? { outcome: 'not-sent', failure: slow } : undefined,
    );
    ['a', 'b'].map(create);
    start();
    await clock.pass(minute);
    await queue.pause({ what: 'all' });
    await queue.resume({ what: 'all' });
    await queue.resume({ what: 'provider', providerId: 'sample' });
    await clock.pass(3 * minute);
    expect(sent).toEqual(['a']);
    await clock.pass(5 * minute);
    expect(sent).toHaveLength(3);
  });

  it('because nobody answered is tried at once when the person says so', async () => {
    let down = true;
    const gone: SubmitOutcome = { outcome: 'not-sent', failure: failure('network', 'no way', { charged: 'no' }) };
    const { create, start, clock, queue, stateOf, view } = setUp(() => (down ? gone : undefined));
    const id = create('a');
    start();
    await clock.pass(5 * minute);
    while ((view().providers[0]?.hold?.untilAt ?? 0) < clock.now() + 3000) await clock.pass(500);
    down = false;
    await queue.resume({ what: 'provider', providerId: 'sample' });
    // The pace is kept all the same.
    await clock.pass(1500);
    expect(stateOf(id)).toBe('waiting');
  });

  it('ends with one clip that goes ahead alone', async () => {
    let down = true;
    const gone: SubmitOutcome = { outcome: 'not-sent', failure: failure('network', 'no way', { charged: 'no' }) };
    const { create, start, clock, sent, store } = setUp(() => (down ? gone : undefined), {
      ...usualPace,
      concurrentClips: 9,
      submitGapMs: 1,
    });
    for (let clip = 0; clip < 9; clip += 1) create(`${clip}`);
    start();
    await clock.pass(5 * minute);
    // Nine clips that each knock by themselves would be far more.
    expect(sent.length).toBeLessThan(30);
    down = false;
    await clock.pass(3 * minute);
    expect(store.inState('done')).toHaveLength(9);
  });
});
