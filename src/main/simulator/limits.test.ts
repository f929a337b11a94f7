import { expect, it } from 'vitest';
import { createLimits } from './limits.ts';

it('takes so many in any minute, and what it turns away counts for nothing', () => {
  let now = 0;
  const limits = createLimits({ now: () => now });
  limits.set({ provider: 'novita', perMinute: 2 });
  const take = (): boolean => limits.take('novita', 99) === undefined;
  expect([take(), take(), take(), take()]).toEqual([true, true, false, false]);
  expect(limits.take('pixazo', 0)).toBeUndefined();
  now = 59_999;
  expect(take()).toBe(false);
  now = 60_000;
  expect([take(), take(), take()]).toEqual([true, true, false]);
});

it('takes so many clips at once, and everything again without a limit', () => {
  const limits = createLimits({ now: () => 0 });
  limits.set({ provider: 'novita', clipsAtOnce: 3, retryAfterSeconds: 4 });
  expect(limits.take('novita', 2)).toBeUndefined();
  expect(limits.take('novita', 3)).toMatchObject({ retryAfterSeconds: 4 });
  limits.clear();
  expect(limits.take('novita', 300)).toBeUndefined();
});
