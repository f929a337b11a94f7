import { afterEach, describe, expect, it } from 'vitest';
import { failure, FailureError, type Failure } from '../../shared/failure.ts';
import type { ImageRules, ModelSpec } from '../../shared/model.ts';
import { createRig } from './engine-rig.ts';
import { sampleModel, samplePicture, sampleProvider, sampleRequest } from './job-samples.ts';

/** The engine and an image host in trouble: the provider hears nothing of it and is not blamed for it. */
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
const fromPicture = { ...sampleRequest, firstFrame: { kind: 'picture', picture: samplePicture } } as const;
const facts = { stage: 'upload', charged: 'no' } as const;

let dispose = (): void => {};
afterEach(() => dispose());

/** @param pass how long an upload takes */
function rig(pass: () => Promise<void> = async () => {}) {
  const sent: string[] = [];
  let trouble: Failure | undefined;
  let uploads = 0;
  let failing = 0;
  const under = { way: 0, most: 0 };
  /** Clips whose picture never gets through. */
  const stuck = new Set<string>();
  const provider = sampleProvider({
    models,
    pace: { concurrentClips: 3, submitGapMs: 1000, firstPollMs: 1000, pollMs: 1000 },
    submit: async ({ prompt }) => (sent.push(prompt), { outcome: 'accepted', remote: { id: `task-${sent.length}` } }),
    poll: async () => ({ outcome: 'succeeded', outputs: [{ url: 'https://cdn.example/a.mp4' }] }),
  });
  const made = createRig({
    providers: [provider],
    tools: {
      keptPicture: async () => samplePicture,
      imageHost: {
        state: 'ready',
        troubles: () => failing,
        async upload({ id }) {
          uploads += 1;
          under.way += 1;
          under.most = Math.max(under.most, under.way);
          await pass();
          under.way -= 1;
          const why = stuck.has(id) ? failure('timeout', 'no answer', facts) : trouble;
          failing = why === undefined ? 0 : failing + 1;
          if (why !== undefined) throw new FailureError(why);
          return 'https://s3.example.com/bucket/0a1b';
        },
      },
    },
  });
  dispose = () => made.dispose();
  const createBoth = (pictures: number, texts: number) => {
    const withPicture = Array.from({ length: pictures }, () => made.acts.create(crypto.randomUUID(), fromPicture).id);
    const without = Array.from({ length: texts }, () => made.create().id);
    return { withPicture, without };
  };
  return {
    ...made,
    createBoth,
    sent,
    under,
    stuck,
    uploads: () => uploads,
    fail: (why?: Failure) => void (trouble = why),
  };
}

it('tries an upload again and again, and sends once', async () => {
  const { start, acts, clock, sent, uploads, fail, stateOf } = rig();
  fail(failure('network', 'no way through', facts));
  start();
  const { id } = acts.create('11111111-1111-4111-8111-111111111111', fromPicture);
  await clock.pass(120_000);
  expect(stateOf(id)).toBe('queued');
  expect(sent).toEqual([]);
  expect(uploads()).toBeGreaterThan(2);
  // Never more often than once in half a second, and calmer each time.
  expect(uploads()).toBeLessThan(15);
  fail();
  await clock.pass(120_000);
  expect(stateOf(id)).toBe('done');
  expect(sent).toHaveLength(1);
});

it('clips without a picture go on meanwhile: the trouble is not the provider’s', async () => {
  const { start, acts, clock, sent, fail, stateOf } = rig();
  fail(failure('timeout', 'no answer', facts));
  start();
  for (let count = 0; count < 8; count += 1) acts.create(crypto.randomUUID(), fromPicture);
  await clock.pass(60_000);
  fail(failure('rate-limited', 'wait', { ...facts, retryAfterMs: 900_000 }));
  await clock.pass(60_000);
  const { id } = acts.create(crypto.randomUUID(), { ...sampleRequest, prompt: 'Without a picture' });
  await clock.pass(30_000);
  expect(stateOf(id)).toBe('done');
  expect(sent).toEqual(['Without a picture']);
});

it('a refused key waits for the person, and goes on at once when it is mended', async () => {
  const { start, acts, clock, sent, uploads, fail, stateOf } = rig();
  fail(failure('key-rejected', 'refused', facts));
  const engine = start();
  const { id } = acts.create(crypto.randomUUID(), fromPicture);
  await clock.pass(60_000);
  expect(uploads()).toBe(1);
  fail();
  engine.wakeUploads();
  await clock.pass(30_000);
  expect(stateOf(id)).toBe('done');
  expect(sent).toHaveLength(1);
});

describe('while uploads fail', () => {
  it('clips that need none are sent at their own pace, however many that need one stand before them', async () => {
    const { start, createBoth, clock, fail, stateOf, uploads, store } = rig();
    fail(failure('timeout', 'no answer', facts));
    const { withPicture, without } = createBoth(100, 5);
    start();
    await clock.pass(15_000);
    expect(without.map(stateOf)).toEqual(without.map(() => 'done'));
    expect(uploads()).toBeLessThan(8);
    // Those that were not even tried say why they wait, the first in line that is.
    expect(store.get(withPicture[20] ?? '')?.progress).toMatchObject({
      state: 'queued',
      attempts: 0,
      lastFailure: facts,
    });
    fail();
    await clock.pass(5 * 60_000);
    expect(store.inState('done')).toHaveLength(105);
  });

  it('one goes ahead of the others, so that a host that hangs holds one place at most', async () => {
    const made = rig(async () => new Promise((resolve) => void made.clock.after(60_000, resolve)));
    const { start, createBoth, clock, fail, stateOf, under, sent } = made;
    fail(failure('timeout', 'no answer', facts));
    const { without } = createBoth(20, 5);
    start();
    await clock.pass(61_000);
    under.most = 0;
    await clock.pass(10_000);
    expect(without.map(stateOf)).toEqual(without.map(() => 'done'));
    await clock.pass(10 * 60_000);
    expect(under.most).toBe(1);
    fail();
    await clock.pass(40 * 60_000);
    expect(sent).toHaveLength(25);
  });

  it('mending the image host, or asking again, tries at once', async () => {
    for (const again of ['mended', 'resumed'] as const) {
      const { start, createBoth, clock, fail, queue, stateOf, uploads } = rig();
      fail(failure('rate-limited', 'wait', { ...facts, retryAfterMs: 900_000 }));
      const { withPicture } = createBoth(2, 0);
      const engine = start();
      await clock.pass(60_000);
      expect(uploads()).toBe(1);
      fail();
      if (again === 'mended') engine.wakeUploads();
      else await queue.resume({ what: 'provider', providerId: 'sample' });
      await clock.pass(10_000);
      expect(withPicture.map(stateOf), again).toEqual(['done', 'done']);
      dispose();
    }
  });

  it('a picture that the host refuses for itself is no trouble of the others', async () => {
    const { start, createBoth, clock, fail, stateOf, uploads } = rig();
    fail(failure('invalid-image', 'too large for this bucket', facts));
    const { withPicture } = createBoth(3, 0);
    start();
    await clock.pass(4000);
    expect(uploads()).toBe(3);
    expect(withPicture.map(stateOf)).toEqual(['failed', 'failed', 'failed']);
  });

  it('a picture that alone does not get through keeps no other one waiting', async () => {
    const { start, createBoth, clock, stuck, stateOf } = rig();
    const { withPicture } = createBoth(4, 0);
    const [first = '', ...others] = withPicture;
    stuck.add(first);
    start();
    await clock.pass(15_000);
    expect(stateOf(first)).toBe('queued');
    expect(others.map(stateOf)).toEqual(['done', 'done', 'done']);
  });

  it('a clock that is set back makes nobody wait for the lost hours', async () => {
    const { start, createBoth, clock, fail, stateOf } = rig();
    fail(failure('timeout', 'no answer', facts));
    const { withPicture } = createBoth(2, 0);
    start();
    await clock.pass(30_000);
    fail();
    clock.sleep(-5 * 3_600_000);
    await clock.pass(3 * 60_000);
    expect(withPicture.map(stateOf)).toEqual(['done', 'done']);
  });
});
