import { expect, it } from 'vitest';
import { sampleImageRules } from '../../samples.ts';
import { areaOfRatio, wholeOf } from './crop-geometry.ts';
import { choiceOf, ratioChoices, roughRatioName } from './crop-ratios.ts';

const wide = { widthPixels: 3000, heightPixels: 600 };
const photo = { widthPixels: 1200, heightPixels: 800 };

function nearest(picture: typeof wide, rules = sampleImageRules()) {
  return ratioChoices(picture, rules).find(({ key }) => key === 'nearest');
}

it('offers the nearest shape that the model takes, which may be the picture’s own', () => {
  expect(nearest(wide)).toMatchObject({ name: '5:2', ratio: 2.5 });
  expect(nearest({ widthPixels: 1, heightPixels: 5000 })).toMatchObject({ name: '2:5', ratio: 0.4 });
  expect(nearest(photo)).toMatchObject({ name: 'Original', ratio: 1.5 });
});

it('stays a hair inside a window whose ends are left out', () => {
  const ratio = nearest(wide, sampleImageRules({ ratioExclusive: true }))?.ratio ?? 0;
  const { widthPixels, heightPixels } = areaOfRatio(ratio, wide, wholeOf(wide));
  expect(widthPixels / heightPixels).toBeLessThan(2.5);
  expect({ widthPixels, heightPixels }).toEqual({ widthPixels: 1499, heightPixels: 600 });
});

it('knows the shape of a crop that is there already', () => {
  const choices = ratioChoices(wide, sampleImageRules());
  for (const { key, ratio } of choices)
    if (ratio !== undefined) expect(choiceOf(areaOfRatio(ratio, wide, wholeOf(wide)), choices)).toBe(key);
  expect(choiceOf({ leftPixels: 0, topPixels: 0, widthPixels: 700, heightPixels: 600 }, choices)).toBe('free');
});

it('names a ratio by small whole numbers where it can', () => {
  expect([16 / 9, 2.4999, 0.4, 1, 3 / 4, 21 / 9, 1.3712, 0.2].map(roughRatioName)).toEqual([
    '16:9',
    '5:2',
    '2:5',
    '1:1',
    '3:4',
    '7:3',
    '1.37:1',
    '1:5',
  ]);
});
