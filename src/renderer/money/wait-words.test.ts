import { expect, test } from 'vitest';
import type { Wait } from '../../shared/wait.ts';
import { shortWait, usuallyReady } from './wait-words.ts';

const wait: Wait = {
  providerId: 'provider-a',
  modelId: 'model-a',
  runs: 7,
  runsNeeded: 5,
  ready: { medianMs: 134_000 },
  saved: null,
  slowerToday: false,
};

test('the usual wait, and nothing before there were enough runs', () => {
  expect(usuallyReady(wait)).toBe('Usually ready in 2 min 14 s');
  expect(usuallyReady({ ...wait, slowerToday: true })).toMatch(/slower than usual today$/);
  expect(usuallyReady({ ...wait, ready: null })).toBeUndefined();
  expect(usuallyReady(undefined)).toBeUndefined();
  expect(shortWait(wait)).toBe('2 min 14 s');
  expect(shortWait({ ...wait, ready: null })).toBe('too few runs yet');
});
