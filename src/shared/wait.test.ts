import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipEta, findWait, quantile, queueEta, usualWait, type WatchedRun } from './wait.ts';

const hour = 3_600_000;
const now = 1_800_000_000_000;
const key = { providerId: 'sample', modelId: 'model-a', durationSeconds: 6, resolution: '768P' } as const;

function runs(count: number, change: Partial<WatchedRun> = {}, hoursAgo = 48): WatchedRun[] {
  return Array.from({ length: count }, (_, place) => ({
    sentAt: now - hoursAgo * hour - place,
    readyMs: 60_000 + place * 1000,
    ...change,
  }));
}

describe('the usual wait', () => {
  it('has no figure before there are enough runs, and says how many there are', () => {
    expect(usualWait(key, runs(4), now)).toEqual({
      ...key,
      runs: 4,
      runsNeeded: 5,
      ready: null,
      saved: null,
      slowerToday: false,
    });
    expect(usualWait(key, [], now)).toMatchObject({ runs: 0, ready: null });
  });

  it('is the median, with the slow tail once ten runs tell of it', () => {
    expect(usualWait(key, runs(5), now).ready).toEqual({ medianMs: 62_000 });
    expect(usualWait(key, runs(11), now).ready).toEqual({ medianMs: 65_000, slowMs: 69_000 });
    expect(usualWait(key, runs(5, { savedMs: 70_000 }), now).saved).toEqual({ medianMs: 70_000 });
  });

  it('forgets what is older than two months, and more than the last fifty', () => {
    expect(usualWait(key, runs(20, {}, 61 * 24), now)).toMatchObject({ runs: 0, ready: null });
    const both = [...runs(50, { readyMs: 30_000 }, 24), ...runs(50, { readyMs: 90_000 }, 240)];
    expect(usualWait(key, both, now)).toMatchObject({ runs: 50, ready: { medianMs: 30_000 } });
  });

  it('is slower today when half of the recent runs are slower than nine of ten', () => {
    const slow = runs(3, { readyMs: 120_000 }, 1);
    expect(usualWait(key, [...runs(20), ...slow], now).slowerToday).toBe(true);
    expect(usualWait(key, [...runs(20), ...slow.slice(1)], now).slowerToday).toBe(false);
    expect(usualWait(key, [...runs(9), ...slow], now).slowerToday).toBe(false);
    expect(usualWait(key, [...runs(20), ...runs(3, { readyMs: 61_000 }, 1)], now).slowerToday).toBe(false);
  });

  it('does not depend on the order of the runs', () => {
    const one = fc.record({
      sentAt: fc.integer({ min: now - 90 * 24 * hour, max: now }),
      readyMs: fc.integer({ min: 1, max: 900_000 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ sentAt }) => sentAt, maxLength: 80 }), (all) => {
        expect(usualWait(key, all.toReversed(), now)).toEqual(usualWait(key, all, now));
      }),
    );
  });

  it('is found by everything that it depends on', () => {
    const waits = [usualWait(key, runs(5), now), usualWait({ ...key, durationSeconds: 10 }, runs(6), now)];
    expect(findWait(waits, { ...key, durationSeconds: 10 })?.runs).toBe(6);
    expect(findWait(waits, { providerId: 'sample', modelId: 'model-a' })).toBeUndefined();
  });
});

it('quantiles lie between the least and the most', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([1, 2], 0.5)).toBe(1.5);
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      expect(quantile(all, share)).toBeGreaterThanOrEqual(Math.min(...all));
      expect(quantile(all, share)).toBeLessThanOrEqual(Math.max(...all));
    }),
  );
});

it('a clip is late once it takes longer than nine of ten', () => {
  const wait = usualWait(key, runs(11), now);
  expect(clipEta(now - 10_000, wait, now)).toEqual({ at: now + 55_000, isLate: false });
  expect(clipEta(now - 70_000, wait, now)).toEqual({ at: now - 5000, isLate: true });
  expect(clipEta(now, usualWait(key, runs(2), now), now)).toBeUndefined();
  expect(clipEta(now, undefined, now)).toBeUndefined();
});

describe('the end of the queue', () => {
  const minute = 60_000;

  it('plays through places and pace', () => {
    const queuedMs = [minute, minute, minute, minute];
    expect(queueEta([{ places: 2, gapMs: 0, runningMs: [], queuedMs }])).toEqual({
      clips: 4,
      endsInMs: 2 * minute,
      withoutWait: 0,
    });
    expect(queueEta([{ places: 4, gapMs: 10_000, runningMs: [], queuedMs }]).endsInMs).toBe(minute + 30_000);
    expect(queueEta([{ places: 1, gapMs: 0, runningMs: [30_000], queuedMs: [minute] }]).endsInMs).toBe(90_000);
    // One that is late may be ready at any moment.
    expect(queueEta([{ places: 1, gapMs: 0, runningMs: [-5000], queuedMs: [minute] }]).endsInMs).toBe(minute);
  });

  it('is that of the slowest provider, and says what it could not count', () => {
    const quick = { places: 3, gapMs: 0, runningMs: [], queuedMs: [minute] };
    const unknown = { places: 1, gapMs: 0, runningMs: [undefined], queuedMs: [undefined, 5 * minute] };
    expect(queueEta([quick, unknown])).toEqual({ clips: 4, endsInMs: 5 * minute, withoutWait: 2 });
    expect(queueEta([{ ...quick, queuedMs: [undefined] }])).toEqual({ clips: 1, withoutWait: 1 });
    expect(queueEta([])).toEqual({ clips: 0, withoutWait: 0 });
  });

  it('is never sooner than the longest clip, nor later than one after the other', () => {
    const length = fc.integer({ min: 1, max: 600_000 });
    fc.assert(
      fc.property(
        fc.array(length, { maxLength: 8 }),
        fc.array(length, { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        (runningMs, queuedMs, places) => {
          const { endsInMs = 0 } = queueEta([{ places, gapMs: 0, runningMs, queuedMs }]);
          expect(endsInMs).toBeGreaterThanOrEqual(Math.max(...runningMs, ...queuedMs));
          expect(endsInMs).toBeLessThanOrEqual([...runningMs, ...queuedMs].reduce((sum, ms) => sum + ms, 0));
        },
      ),
    );
  });
});
