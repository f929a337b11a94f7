import { expect, it } from 'vitest';
import { sampleImageRules } from '../../samples.ts';
import { cropVerdict } from './crop-verdict.ts';

const photo = { type: 'image/jpeg', widthPixels: 3000, heightPixels: 600 } as const;
const rules = sampleImageRules();

function verdictOf(widthPixels: number, heightPixels: number) {
  return cropVerdict({ leftPixels: 7, topPixels: 0, widthPixels, heightPixels }, photo, rules);
}

it('a crop that the model takes comes with the plan that makes it', () => {
  expect(verdictOf(1500, 600)).toEqual({
    isAllowed: true,
    plan: {
      area: { leftPixels: 7, topPixels: 0, widthPixels: 1500, heightPixels: 600 },
      widthPixels: 1500,
      heightPixels: 600,
      types: ['image/jpeg'],
      maxBytes: rules.maxBytes,
    },
  });
});

it('one pixel too wide is refused with the reason', () => {
  expect(verdictOf(1501, 600)).toMatchObject({
    isAllowed: false,
    reason: expect.stringMatching(/too wide: 1501 × 600.*2:5 to 5:2/) as string,
  });
});

it('a small crop is enlarged, and that is said; a tiny one is refused', () => {
  expect(verdictOf(200, 150)).toMatchObject({
    isAllowed: true,
    note: expect.stringContaining('2.0 times larger') as string,
    plan: { widthPixels: 401, heightPixels: 301 },
  });
  expect(verdictOf(60, 60)).toMatchObject({
    isAllowed: false,
    reason: expect.stringContaining('300 pixels') as string,
  });
});
