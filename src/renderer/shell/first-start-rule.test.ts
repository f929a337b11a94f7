import { expect, test } from 'vitest';
import { sampleProvider } from '../samples.ts';
import { isFirstStart } from './first-start-rule.ts';

const keyless = sampleProvider({ key: { source: 'none' } });
const fresh = { demo: false, firstStart: true, providers: [keyless] };

test('the choice is offered until there is a key, a clip or the demo', () => {
  expect(isFirstStart(fresh, true)).toBe(true);
  expect(isFirstStart(fresh, false)).toBe(false);
  expect(isFirstStart({ ...fresh, demo: true }, true)).toBe(false);
  expect(isFirstStart({ ...fresh, firstStart: false }, true)).toBe(false);
  expect(isFirstStart({ ...fresh, providers: [keyless, sampleProvider()] }, true)).toBe(false);
});
