import { expect, it } from 'vitest';
import { advise, adviseShot, type AdvisedProvider, type Candidate } from './advice.ts';
import type { Estimate } from './estimate.ts';
import type { ImageRules, ModelSpec } from './model.ts';
import { says } from './sentence.ts';
import type { Wait } from './wait.ts';

const row = { modelId: 'm', amount: 1, currency: 'USD', asOf: '2026-07-10', source: 'Somebody', trust: 'low' } as const;

function dollars(amount: number): Estimate {
  return { priced: true, unit: 'USD', least: amount, most: amount, trust: 'low', asOf: row.asOf, rows: [row] };
}

function wait(medianMs: number): Wait {
  const sized = { providerId: 'p', modelId: 'm', runs: 9, runsNeeded: 5, saved: null, slowerToday: false };
  return { ...sized, ready: { medianMs } };
}

function candidate(providerId: string, change: Partial<Candidate> = {}): Candidate {
  return {
    providerId,
    modelId: 'm',
    hasKey: true,
    obstacles: [],
    differences: [],
    estimate: { priced: false },
    ...change,
  };
}

const names = (candidates: Candidate[]): string[] => advise(candidates).map(({ providerId }) => providerId);
const marked = (candidates: Candidate[], mark: 'isCheapest' | 'isSoonest'): string[] =>
  advise(candidates).flatMap((one) => (one[mark] ? [one.providerId] : []));

it('puts first who can, then who needs no change, then by price, then by wait, the unknown last', () => {
  const candidates = [
    candidate('cannot', { obstacles: [says('It takes no picture.')], estimate: dollars(0.01) }),
    candidate('unknown'),
    candidate('other-size', { differences: [says('768P here.')], estimate: dollars(0.1) }),
    candidate('dear', { estimate: dollars(0.5) }),
    candidate('slow', { estimate: dollars(0.3), wait: wait(90_000) }),
    candidate('quick', { estimate: dollars(0.3), wait: wait(60_000) }),
    candidate('never-run', { estimate: dollars(0.3) }),
  ];
  const sorted = ['quick', 'slow', 'never-run', 'dear', 'unknown', 'other-size', 'cannot'];
  expect(names(candidates)).toEqual(sorted);
  expect(names(candidates.toReversed())).toEqual(sorted);
  expect(advise(candidates).at(-1)).toMatchObject({ can: false, isCheapest: false });
});

it('names the cheapest and the soonest among those that do just this, and only by comparison', () => {
  const cheap = candidate('cheap', { estimate: dollars(0.2), wait: wait(90_000) });
  const quick = candidate('quick', { estimate: dollars(0.4), wait: wait(30_000) });
  const cannot = candidate('cannot', { obstacles: [says('No.')], estimate: dollars(0.01), wait: wait(1) });
  expect(marked([quick, cheap, cannot], 'isCheapest')).toEqual(['cheap']);
  expect(marked([quick, cheap, cannot], 'isSoonest')).toEqual(['quick']);
  expect(marked([cheap, candidate('unknown')], 'isCheapest')).toEqual([]);
  const twins = [cheap, candidate('twin', { estimate: dollars(0.2) })];
  expect(marked(twins, 'isCheapest')).toEqual(['cheap', 'twin']);
});

it('compares no credits with dollars, and offers one without a key where all else is the same', () => {
  const credits: Estimate = {
    priced: true,
    unit: 'credits',
    least: 1,
    most: 1,
    trust: 'own',
    asOf: row.asOf,
    rows: [row],
  };
  expect(
    marked([candidate('a', { estimate: credits }), candidate('b', { estimate: dollars(9) })], 'isCheapest'),
  ).toEqual([]);
  expect(names([candidate('keyless', { hasKey: false }), candidate('with-key')])).toEqual(['with-key', 'keyless']);
});

it('asks each provider for the shot in its own way, with its own price and wait', () => {
  const model = {
    id: 'm',
    name: 'Model',
    promptMaxLength: 2000,
    durations: [6, 10],
    resolutions: ['768P', '1080P'],
    refusedPairs: [],
    flags: {},
    callbackUrl: false,
  } satisfies ModelSpec;
  const provider = (id: string, spec: Partial<ModelSpec>, amount: number): AdvisedProvider => ({
    id,
    name: id,
    models: [{ ...model, ...spec }],
    key: { source: id === 'keyless' ? 'none' : 'session' },
    prices: [{ ...row, amount }],
    ownPrices: [],
  });
  const shot = {
    providerId: 'full',
    modelId: 'm',
    prompt: 'A calm sea',
    durationSeconds: 6,
    resolution: '1080P',
  } as const;
  const picture = {
    use: 'required',
    sources: ['url'],
    types: [],
    maxBytes: 1,
    shortSideOverPixels: 1,
    minRatio: 1,
    maxRatio: 1,
    ratioExclusive: false,
  } satisfies ImageRules;
  const advice = adviseShot(
    shot,
    [
      provider('from-picture', { image: picture }, 0.1),
      provider('no-choice', { resolutions: [] }, 0.2),
      provider('keyless', {}, 0.3),
      provider('full', {}, 0.4),
    ],
    {
      waits: [{ ...wait(30_000), providerId: 'full', durationSeconds: 6, resolution: '1080P' }],
      imageHostOf: () => 'absent',
    },
  );
  expect(advice.map(({ providerId, can, differences }) => [providerId, can, differences.length])).toEqual([
    ['keyless', true, 0],
    ['full', true, 0],
    ['no-choice', true, 1],
    ['from-picture', false, 0],
  ]);
  expect(advice.map(({ isCheapest, hasKey }) => [isCheapest, hasKey]).slice(0, 2)).toEqual([
    [true, false],
    [false, true],
  ]);
  expect(advice[1]?.wait?.ready?.medianMs).toBe(30_000);
  expect(advice.at(-1)?.obstacles[0]?.message).toContain('picture');
});
