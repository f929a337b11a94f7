import { afterEach, expect, it } from 'vitest';
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

function rig() {
  const sent: string[] = [];
  let trouble: Failure | undefined;
  let uploads = 0;
  const provider = sampleProvider({
    models,
    submit: async ({ prompt }) => (sent.push(prompt), { outcome: 'accepted', remote: { id: `task-${sent.length}` } }),
    poll: async () => ({ outcome: 'succeeded', outputs: [{ url: 'https://cdn.example/a.mp4' }] }),
  });
  const made = createRig({
    providers: [provider],
    tools: {
      keptPicture: async () => samplePicture,
      imageHost: {
        state: 'ready',
        troubles: () => uploads,
        async upload() {
          uploads += 1;
          if (trouble !== undefined) throw new FailureError(trouble);
          return 'https://s3.example.com/bucket/0a1b';
        },
      },
    },
  });
  dispose = () => made.dispose();
  return { ...made, sent, uploads: () => uploads, fail: (why?: Failure) => void (trouble = why) };
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
