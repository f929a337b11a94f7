import { afterEach, describe, expect, it } from 'vitest';
import { failure } from '../../shared/failure.ts';
import type { PollOutcome, Provider, SubmitOutcome } from '../providers/provider.ts';
import { createRig, type RigOptions } from './engine-rig.ts';
import { sampleIntent, sampleProvider } from './job-samples.ts';

const hour = 60 * 60 * 1000;
const rigs: { dispose(): void }[] = [];

function rig(options: RigOptions) {
  const made = createRig(options);
  rigs.push(made);
  return made;
}

afterEach(() => {
  for (const made of rigs.splice(0)) made.dispose();
});

/** A provider that answers from a script and counts what it is sent. */
function scripted(submits: SubmitOutcome[], polls: PollOutcome[] = [], change: Partial<Provider> = {}) {
  const sent: string[] = [];
  const provider = sampleProvider({
    submit: async ({ prompt }) => {
      sent.push(prompt);
      return submits.shift() ?? { outcome: 'accepted', remote: { id: `task-${sent.length}` } };
    },
    poll: async () => polls.shift() ?? { outcome: 'succeeded', outputs: [{ url: 'https://cdn.example/a.mp4' }] },
    ...change,
  });
  return { provider, sent };
}

describe('engine', () => {
  it('takes a clip from queued to done, one submission', async () => {
    const { provider, sent } = scripted([], [{ outcome: 'waiting', phase: 'running', progressPercent: 40 }]);
    const { start, create, clock, announced, stateOf } = rig({ providers: [provider] });
    start();
    const { id } = create();
    await clock.pass(60_000);
    expect(stateOf(id)).toBe('done');
    expect(sent).toHaveLength(1);
    const states = announced.map(({ progress }) => progress.state);
    expect(states).toEqual(['queued', 'submitting', 'waiting', 'waiting', 'downloading', 'done']);
  });

  it('the intent is on disk before the request leaves', async () => {
    const seen: unknown[] = [];
    const { provider } = scripted([]);
    const { start, create, clock, store } = rig({
      providers: [
        {
          ...provider,
          submit: async () => (seen.push(store_().get(id)?.progress), { outcome: 'accepted', remote: { id: 't' } }),
        },
      ],
    });
    const store_ = () => store;
    const { id } = create();
    start();
    await clock.pass(100);
    expect(seen).toMatchObject([{ state: 'submitting', intent: { origin: provider.origin } }]);
  });

  it('without a stored intent nothing is sent', async () => {
    const { provider, sent } = scripted([]);
    const { start, create, clock, stateOf } = rig({
      providers: [provider],
      wrap: (store) => ({
        ...store,
        save: () => {
          throw new Error('disk full');
        },
      }),
    });
    const { id } = create();
    start();
    await clock.pass(60_000);
    expect(sent).toEqual([]);
    expect(stateOf(id)).toBe('queued');
  });

  it('a job found on its way at start-up needs attention and is never sent', async () => {
    const { provider, sent } = scripted([]);
    const { start, create, clock, store, stateOf } = rig({ providers: [provider] });
    const job = create();
    store.save({ ...job, progress: { state: 'submitting', intent: sampleIntent, attempts: 1 } });
    start();
    await clock.pass(6 * hour);
    expect(stateOf(job.id)).toBe('unknown');
    expect(sent).toEqual([]);
  });

  it('an unclear outcome is never sent again by itself', async () => {
    const why = failure('outcome-unknown', 'cut off', { charged: 'unknown' });
    const { provider, sent } = scripted([{ outcome: 'unclear', failure: why }]);
    const { start, create, clock, acts, stateOf } = rig({ providers: [provider] });
    const engine = start();
    const { id } = create();
    await clock.pass(6 * hour);
    engine.wake('sample');
    create(id);
    await clock.pass(hour);
    expect(sent).toHaveLength(1);
    expect(() => acts.retry(id, crypto.randomUUID(), false)).toThrow(/paying twice/);
    acts.attach(id, ' task-9 ');
    await clock.pass(60_000);
    expect(stateOf(id)).toBe('done');
    expect(sent).toHaveLength(1);
  });

  it('the same click many times is one submission', async () => {
    const { provider, sent } = scripted([]);
    const { start, create, clock } = rig({ providers: [provider] });
    start();
    const id = crypto.randomUUID();
    for (let click = 0; click < 10; click += 1) create(id);
    await clock.pass(60_000);
    create(id);
    await clock.pass(60_000);
    expect(sent).toHaveLength(1);
  });

  it('a pause that one provider asks for holds all its clips, and no other provider’s', async () => {
    const slow = failure('rate-limited', 'slow down', { retryAfterMs: 50_000 });
    const first = scripted([{ outcome: 'not-sent', failure: slow }], [], {
      pace: { concurrentClips: 1, submitGapMs: 0, firstPollMs: 1000, pollMs: 1000 },
    });
    const second = scripted([], [], { id: 'second', name: 'Second' });
    const { start, create, clock } = rig({ providers: [first.provider, second.provider] });
    start();
    create();
    create();
    create(undefined, 'second');
    await clock.pass(49_000);
    expect(first.sent).toHaveLength(1);
    expect(second.sent).toHaveLength(1);
    await clock.pass(30_000);
    expect(first.sent).toHaveLength(3);
  });

  it('never makes more clips at once than allowed, and leaves the asked gap', async () => {
    let most = 0;
    const { provider, sent } = scripted([], [], {
      pace: { concurrentClips: 3, submitGapMs: 2000, firstPollMs: 20_000, pollMs: 1000 },
    });
    const { start, create, clock, store } = rig({ providers: [provider] });
    start();
    for (let clip = 0; clip < 20; clip += 1) create();
    await clock.pass(1000);
    expect(sent).toHaveLength(1);
    for (let round = 0; round < 400; round += 1) {
      await clock.pass(500);
      most = Math.max(most, store.placesByProvider(clock.now()).get('sample') ?? 0);
    }
    expect(most).toBe(3);
    expect(sent).toHaveLength(20);
  });

  it('a queue of one provider does not hold up the polls of another', async () => {
    const full = scripted(
      [],
      Array.from({ length: 500 }, () => ({ outcome: 'waiting', phase: 'queued' }) as const),
      { pace: { concurrentClips: 1, submitGapMs: 0, firstPollMs: 1000, pollMs: 60_000 } },
    );
    const second = scripted([], [], { id: 'second', name: 'Second' });
    const { start, create, clock, stateOf } = rig({ providers: [full.provider, second.provider] });
    start();
    for (let clip = 0; clip < 200; clip += 1) create();
    const { id } = create(undefined, 'second');
    await clock.pass(30_000);
    expect(stateOf(id)).toBe('done');
    expect(full.sent).toHaveLength(1);
  });

  it('providers that never answer a submit hold up no other one', async () => {
    const silent = ['one', 'two', 'three'].map((id) =>
      sampleProvider({
        id,
        submit: () => new Promise(() => {}),
        pace: { concurrentClips: 9, submitGapMs: 0, firstPollMs: 1, pollMs: 1 },
      }),
    );
    const good = scripted([], [], { id: 'good', name: 'Good' });
    const { start, create, clock, stateOf } = rig({ providers: [...silent, good.provider] });
    start();
    for (const { id } of silent) for (let clip = 0; clip < 9; clip += 1) create(undefined, id);
    const { id } = create(undefined, 'good');
    await clock.pass(30_000);
    expect(stateOf(id)).toBe('done');
  });

  it('stop waits for a submit in flight and keeps its id', async () => {
    let answer: (outcome: SubmitOutcome) => void = () => {};
    const provider = sampleProvider({
      submit: (_request, { signal }) =>
        new Promise((resolve, reject) => {
          answer = resolve;
          signal.addEventListener('abort', () => reject(new Error('cut off')));
        }),
    });
    const { start, create, clock, store } = rig({ providers: [provider] });
    const engine = start();
    const { id } = create();
    await clock.pass(100);
    const stopped = engine.stop();
    await clock.pass(5000);
    answer({ outcome: 'accepted', remote: { id: 'late' } });
    await stopped;
    expect(store.get(id)?.progress).toMatchObject({ state: 'waiting', remote: { id: 'late' } });
  });

  it('a clip canceled while it is asked about stays canceled, and can be taken up again', async () => {
    let answer: (outcome: PollOutcome) => void = () => {};
    const provider = sampleProvider({ poll: () => new Promise((resolve) => (answer = resolve)) });
    const { start, create, clock, acts, stateOf } = rig({ providers: [provider] });
    start();
    const { id } = create();
    await clock.pass(10_000);
    acts.cancel(id);
    answer({ outcome: 'succeeded', outputs: [{ url: 'https://cdn.example/a.mp4' }] });
    await clock.pass(10_000);
    expect(stateOf(id)).toBe('canceled');
    await acts.fetch(id);
    await clock.pass(1000);
    answer({ outcome: 'succeeded', outputs: [{ url: 'https://cdn.example/a.mp4' }] });
    await clock.pass(1000);
    expect(stateOf(id)).toBe('done');
  });

  it('a refused key stops nothing for good: saving a new one looks again at once', async () => {
    const refused: PollOutcome = { outcome: 'unclear', failure: failure('key-rejected', 'no') };
    const { provider } = scripted([], [refused]);
    const { start, create, clock, stateOf } = rig({ providers: [provider] });
    const engine = start();
    const { id } = create();
    await clock.pass(60_000);
    expect(stateOf(id)).toBe('waiting');
    engine.wake('sample');
    await clock.pass(1000);
    expect(stateOf(id)).toBe('done');
  });

  it('finds its jobs after the computer slept, though no timer ran', async () => {
    const { provider } = scripted([], [{ outcome: 'waiting', phase: 'running' }]);
    const { start, create, clock, stateOf } = rig({ providers: [provider] });
    start();
    const { id } = create();
    await clock.pass(8500);
    expect(stateOf(id)).toBe('waiting');
    clock.sleep(72 * hour);
    await clock.pass(5000);
    expect(stateOf(id)).toBe('done');
  });

  it('a provider that is down is left alone, and when it is back every clip ends', async () => {
    let down = true;
    let asked = 0;
    const { provider } = scripted([], [], {
      pace: { concurrentClips: 50, submitGapMs: 0, firstPollMs: 1000, pollMs: 10_000 },
      poll: async () => {
        asked += 1;
        if (down) return { outcome: 'unclear', failure: failure('network', 'no way') };
        return { outcome: 'succeeded', outputs: [{ url: 'https://cdn.example/a.mp4' }] };
      },
    });
    const { start, create, clock, store, stateOf } = rig({ providers: [provider] });
    start();
    const ids = Array.from({ length: 40 }, () => create().id);
    await clock.pass(60_000);
    const { id: late } = create();
    await clock.pass(9 * 60_000);
    expect(store.get(late)?.progress).toMatchObject({
      state: 'queued',
      lastFailure: { kind: 'network', charged: 'no' },
    });
    // Fault-free, forty clips would have been asked about 2,400 times.
    expect(asked).toBeLessThan(240);
    down = false;
    await clock.pass(2 * 60_000);
    expect([...ids, late].map(stateOf)).toEqual([...ids, late].map(() => 'done'));
  });

  it('a store that cannot be read for a while does not end the engine', async () => {
    const { provider } = scripted([]);
    let broken = true;
    const { start, create, clock, stateOf } = rig({
      providers: [provider],
      wrap: (store) => ({
        ...store,
        due: (...query) => {
          if (broken) throw new Error('SQLITE_IOERR');
          return store.due(...query);
        },
      }),
    });
    const { id } = create();
    start();
    await clock.pass(20_000);
    broken = false;
    await clock.pass(60_000);
    expect(stateOf(id)).toBe('done');
  });

  it('a step that throws is looked at again calmly, not in a circle', async () => {
    let asked = 0;
    const provider = sampleProvider({ poll: () => Promise.reject(new Error(`defect ${(asked += 1)}`)) });
    const { start, create, clock, stateOf } = rig({ providers: [provider] });
    start();
    const { id } = create();
    await clock.pass(70_000);
    expect(stateOf(id)).toBe('waiting');
    expect(asked).toBeGreaterThan(1);
    expect(asked).toBeLessThan(7);
  });
});
