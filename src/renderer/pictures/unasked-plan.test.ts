import { expect, test } from 'vitest';
import type { KeptFields } from '../../shared/picture/kept-fields.ts';
import { sampleImageRules } from '../samples.ts';
import { unaskedPlan } from './unasked-plan.ts';

const rules = sampleImageRules();
const coding = { colour: 'rgb', bitsPerChannel: 8, hasAlpha: false, isAnimated: false } as const;
const good: KeptFields = { type: 'image/jpeg', sizeBytes: 100_000, widthPixels: 1280, heightPixels: 720, coding };

test('a picture that the model takes is left as it is', () => {
  expect(unaskedPlan(good, rules)).toBeUndefined();
  expect(unaskedPlan(good, undefined)).toBeUndefined();
});

test.each<[string, Partial<KeptFields>, string]>([
  ['on its side', { orientation: 6 }, 'image/jpeg'],
  ['animated', { type: 'image/gif', coding: { ...coding, isAnimated: true } }, 'image/png'],
  ['animated, of a type that is taken', { type: 'image/png', coding: { ...coding, isAnimated: true } }, 'image/png'],
  ['with the colours of print', { coding: { ...coding, colour: 'cmyk' } }, 'image/jpeg'],
  ['of 16 bits', { type: 'image/png', coding: { ...coding, bitsPerChannel: 16 } }, 'image/png'],
  ['of a type that is not taken', { type: 'image/avif' }, 'image/jpeg'],
  ['HEIC', { type: 'image/heic' }, 'image/jpeg'],
])('%s: made anew at the same size', (_what, difference, type) => {
  const plan = unaskedPlan({ ...good, ...difference }, rules);
  expect(plan).toMatchObject({ widthPixels: 1280, heightPixels: 720 });
  expect(plan?.area).toBeUndefined();
  expect(plan?.types[0]).toBe(type);
});

test.each<[string, Partial<KeptFields>]>([
  ['too wide', { widthPixels: 3000, heightPixels: 600 }],
  ['too small', { widthPixels: 200, heightPixels: 200 }],
  ['too many bytes', { sizeBytes: rules.maxBytes + 1 }],
  ['too wide and of another type', { type: 'image/avif', widthPixels: 3000, heightPixels: 600 }],
  ['perhaps see-through', { type: 'image/png', coding: { ...coding, hasAlpha: true } }],
])('%s: nothing is done unasked', (_what, difference) => {
  expect(unaskedPlan({ ...good, ...difference }, rules)).toBeUndefined();
});

test('what needs a crop as well, or has no rules, is only turned upright', () => {
  const wide = { ...good, widthPixels: 3000, heightPixels: 600, orientation: 3 };
  expect(unaskedPlan(wide, rules)).toMatchObject({ widthPixels: 3000, heightPixels: 600, types: ['image/jpeg'] });
  expect(unaskedPlan({ ...good, orientation: 3 }, undefined)).toMatchObject({ widthPixels: 1280, heightPixels: 720 });
});
