import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCore } from './core-bundle.ts';
import { evidence } from './evidence.ts';
import { endOnce, type HostEnd, type HostTrial } from './image-host-run.ts';
import { createDice } from './seeded-dice.ts';
import { reliabilitySeed } from './tier.ts';

/** Between upload and submit, and between submit and deletion: nothing is paid twice, and nothing lies about afterwards. */
describe('a core that is ended while a picture is at the image host', () => {
  let bundle: Awaited<ReturnType<typeof bundleCore>>;
  const seed = reliabilitySeed();
  const dice = createDice(seed);
  const trials: HostTrial[] = [];
  beforeAll(async () => {
    bundle = await bundleCore();
  }, 60_000);
  afterAll(() => {
    bundle.remove();
    const failures = trials.filter(({ billed, left, state }) => state !== 'unknown' && (billed !== 1 || left !== 0));
    evidence('image-host', { seed, runs: trials.length, failures: failures.length });
  });

  it.each<[HostEnd, number]>([
    ['uploading', 2],
    ['before-intent', 2],
    ['answer-stored', 1],
    ['look-stored', 1],
    ['clip-adopted', 1],
    ['download-stored', 1],
  ])('at %s: made once, uploaded %i times, deleted', { timeout: 60_000 }, async (end, uploads) => {
    const { picture, ...trial } = await endOnce(bundle.script, end, dice);
    trials.push({ ...trial, picture });
    expect(trial).toEqual({ state: 'done', billed: 1, uploads, left: 0, fetched: picture });
  });

  it.each<[HostEnd, number]>([
    ['after-intent', 0],
    ['answer-arrived', 1],
  ])('at %s: nobody knows, so it is not sent again and the picture stays', { timeout: 60_000 }, async (end, billed) => {
    const trial = await endOnce(bundle.script, end, dice);
    trials.push(trial);
    expect(trial).toMatchObject({ state: 'unknown', billed, uploads: 1, left: 1 });
  });
});
