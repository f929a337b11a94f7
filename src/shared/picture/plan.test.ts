import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageRules } from '../model.ts';
import type { Picture } from '../request.ts';
import { fixesFor } from './fixes.ts';
import { judgePicture } from './judge.ts';
import { planFix, planOnSource, planSmaller, planUpright, stepsOf, type PlannedPicture } from './plan.ts';
import { nearestArea, ratioName } from './ratio.ts';

const rules: ImageRules = {
  use: 'optional',
  sources: ['file'],
  types: ['image/jpeg', 'image/png'],
  maxBytes: 20_000_000,
  shortSideOverPixels: 300,
  minRatio: 0.4,
  maxRatio: 2.5,
  ratioExclusive: false,
  maxPixels: 50_000_000,
};
const plainCoding = { colour: 'rgb', bitsPerChannel: 8, hasAlpha: false, isAnimated: false } as const;

function picture(widthPixels: number, heightPixels: number, change: Partial<PlannedPicture> = {}): PlannedPicture {
  return { type: 'image/jpeg', sizeBytes: 100_000, widthPixels, heightPixels, coding: plainCoding, ...change };
}

const side = fc.oneof(fc.integer({ min: 1, max: 1500 }), fc.integer({ min: 1, max: 32_767 }));
const anyRules = fc
  .record({
    ratioExclusive: fc.boolean(),
    types: fc.constantFrom<ImageRules['types']>(
      ['image/jpeg'],
      ['image/jpeg', 'image/png'],
      ['image/png', 'image/webp', 'image/jpeg'],
    ),
    minRatio: fc.constantFrom(0.4, 0.5, 9 / 16),
    maxRatio: fc.constantFrom(2.5, 2, 16 / 9),
    maxPixels: fc.constantFrom(undefined, 50_000_000, 2_000_000),
  })
  .map(({ maxPixels, ...change }): ImageRules => {
    const { maxPixels: _own, ...rest } = rules;
    return { ...rest, ...change, ...(maxPixels !== undefined && { maxPixels }) };
  });
const anyPicture = fc.record<PlannedPicture>({
  type: fc.constantFrom('image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/heic'),
  sizeBytes: fc.constantFrom(100_000, 90_000_000),
  widthPixels: side,
  heightPixels: side,
  coding: fc.record({
    colour: fc.constantFrom('rgb', 'grey', 'palette', 'cmyk'),
    bitsPerChannel: fc.constantFrom(8, 16),
    hasAlpha: fc.boolean(),
    isAnimated: fc.boolean(),
  }),
});

describe('a plan', () => {
  it('of any fix makes a picture that the rules take, whatever the picture', () => {
    fc.assert(
      fc.property(anyPicture, anyRules, (given, rules) => {
        const wrong = judgePicture(given, rules).filter(({ severity }) => severity === 'error');
        const fixes = fixesFor(given, rules);
        if (wrong.length > 0 && fixes.length === 0) {
          const area = nearestArea(given.widthPixels, given.heightPixels, rules);
          expect(Math.min(area.widthPixels, area.heightPixels) * 4).toBeLessThan(301);
        }
        for (const { plan } of fixes) {
          const { widthPixels, heightPixels, types, area } = plan;
          for (const type of types)
            expect(judgePicture({ type, widthPixels, heightPixels, coding: plainCoding }, rules)).toEqual([]);
          if (area === undefined) continue;
          expect(area.leftPixels + area.widthPixels).toBeLessThanOrEqual(given.widthPixels);
          expect(area.topPixels + area.heightPixels).toBeLessThanOrEqual(given.heightPixels);
          // What is shown is not stretched: one pixel more or less on either side at most.
          const stretch = widthPixels / area.widthPixels / (heightPixels / area.heightPixels);
          expect(Math.abs(stretch - 1)).toBeLessThan(0.01);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('cuts as little as possible away, and one pixel more where the edge is outside', () => {
    expect(planFix(picture(3000, 600), rules)).toMatchObject({
      area: { leftPixels: 750, topPixels: 0, widthPixels: 1500, heightPixels: 600 },
      widthPixels: 1500,
      heightPixels: 600,
    });
    expect(planFix(picture(3000, 600), { ...rules, ratioExclusive: true })).toMatchObject({ widthPixels: 1499 });
    expect(planFix(picture(600, 3000), { ...rules, ratioExclusive: true })).toMatchObject({ heightPixels: 1499 });
  });

  it('takes what the person cut out, if the rules can', () => {
    const area = { leftPixels: 10, topPixels: 20, widthPixels: 640, heightPixels: 360 };
    expect(planFix(picture(3000, 2000), rules, { area })).toMatchObject({ area, widthPixels: 640, heightPixels: 360 });
    expect(planFix(picture(3000, 2000), rules, { area: { ...area, heightPixels: 180 } })).toBeUndefined();
    const small = planFix(picture(3000, 2000), rules, { area: { ...area, widthPixels: 320, heightPixels: 180 } });
    expect(small).toMatchObject({ widthPixels: 535, heightPixels: 301 });
  });

  it('writes photographs as JPEG and drawings as PNG, with JPEG to fall back on', () => {
    expect(planFix(picture(3000, 600), rules)?.types).toEqual(['image/jpeg']);
    expect(planFix(picture(3000, 600, { type: 'image/png' }), rules)?.types).toEqual(['image/png', 'image/jpeg']);
    expect(planFix(picture(3000, 600, { type: 'image/png' }), { ...rules, types: ['image/jpeg'] })?.types).toEqual([
      'image/jpeg',
    ]);
    // A PNG that is too large will not be smaller when it is written again.
    const large = picture(2000, 2000, { type: 'image/png', sizeBytes: 30_000_000 });
    expect(planFix(large, rules)?.types).toEqual(['image/jpeg']);
    expect(planFix(large, rules, { type: 'image/webp' })).toBeUndefined();
  });

  it('of a smaller size comes to an end before the rules refuse it', () => {
    let plan = planFix(picture(6000, 4000), rules);
    let steps = 0;
    for (let next = plan; next !== undefined; next = planSmaller(next, rules)) {
      expect(judgePicture(next, rules)).toEqual([]);
      plan = next;
      steps += 1;
    }
    expect(steps).toBeGreaterThan(5);
    expect(Math.min(plan?.widthPixels ?? 0, plan?.heightPixels ?? 0)).toBeGreaterThan(300);
  });

  it('that only turns keeps the size as shown and the type that suits', () => {
    expect(planUpright(picture(480, 640, { orientation: 6 }))).toMatchObject({
      widthPixels: 480,
      heightPixels: 640,
      types: ['image/jpeg'],
    });
    expect(planUpright(picture(480, 640, { type: 'image/png', orientation: 6 })).types[0]).toBe('image/png');
  });
});

describe('a plan for the very first picture', () => {
  const source = {
    id: 'a'.repeat(64),
    type: 'image/jpeg',
    sizeBytes: 9,
    widthPixels: 3000,
    heightPixels: 2000,
  } as const;
  const cropped: Picture = {
    ...source,
    id: 'b'.repeat(64),
    widthPixels: 500,
    heightPixels: 500,
    edit: {
      source,
      area: { leftPixels: 100, topPixels: 200, widthPixels: 1000, heightPixels: 1000 },
      steps: ['cropped'],
    },
  };

  it('is the same for a picture that was not edited', () => {
    const plan = planUpright(source);
    expect(planOnSource(source, plan)).toEqual({ source, plan });
  });

  it('tells the area in the pixels of the source', () => {
    const area = { leftPixels: 50, topPixels: 0, widthPixels: 450, heightPixels: 400 };
    const plan = { ...planUpright(cropped), area, widthPixels: 450, heightPixels: 400 };
    expect(planOnSource(cropped, plan)).toEqual({
      source,
      plan: { ...plan, area: { leftPixels: 200, topPixels: 200, widthPixels: 900, heightPixels: 800 } },
    });
    const { area: whole } = planOnSource(cropped, planUpright(cropped)).plan;
    expect(whole).toEqual(cropped.edit?.area);
  });

  it('has no area where all of a turned picture is meant', () => {
    const turned: Picture = { ...source, edit: { source, steps: ['turned'] } };
    expect(planOnSource(turned, planUpright(turned)).plan.area).toBeUndefined();
  });
});

describe('the fixes', () => {
  const labels = (given: PlannedPicture): string[] => fixesFor(given, rules).map(({ label }) => label);
  it.each<[string, PlannedPicture, string[]]>([
    ['a good picture', picture(1280, 720), []],
    ['a wide one', picture(3000, 600), ['Crop to 16:9', 'Crop as little as possible (5:2)']],
    ['a tall one', picture(600, 3000), ['Crop to 9:16', 'Crop to 16:9', 'Crop as little as possible (2:5)']],
    ['a small one', picture(200, 200), ['Enlarge to 301 × 301']],
    ['one that is too small for anything', picture(1, 5000), []],
    ['a GIF', picture(480, 360, { type: 'image/gif' }), ['Convert to PNG', 'Convert to JPEG']],
    [
      'an animated GIF',
      picture(480, 360, { type: 'image/gif', coding: { ...plainCoding, isAnimated: true } }),
      ['Use its first frame'],
    ],
    ['a large JPEG', picture(6000, 4000, { sizeBytes: 30_000_000 }), ['Shrink it to fit']],
    ['a large PNG', picture(2000, 2000, { type: 'image/png', sizeBytes: 30_000_000 }), ['Convert to JPEG']],
    ['one of too many pixels', picture(12_000, 9000), ['Shrink it to fit']],
    ['CMYK', picture(800, 600, { coding: { ...plainCoding, colour: 'cmyk' } }), ['Convert to JPEG']],
    ['one on its side', picture(800, 600, { orientation: 6 }), ['Turn it upright']],
    [
      'a see-through one',
      picture(800, 600, { type: 'image/png', coding: { ...plainCoding, hasAlpha: true } }),
      ['Fill with white'],
    ],
  ])('of %s', (_name, given, expected) => {
    expect(labels(given)).toEqual(expected);
  });

  it('warn where something is enlarged, and only there', () => {
    expect(fixesFor(picture(200, 200), rules)[0]?.warning?.message).toMatch(/1\.5 times larger/);
    expect(fixesFor(picture(2000, 200), rules).map(({ warning }) => warning?.message)).toEqual([
      expect.stringMatching(/times larger/),
      expect.stringMatching(/times larger/),
    ]);
    expect(fixesFor(picture(3000, 600), rules).every(({ warning }) => warning === undefined)).toBe(true);
  });

  it('survive a copy as JSON', () => {
    const fixes = fixesFor(picture(3000, 200), rules);
    expect(JSON.parse(JSON.stringify(fixes))).toEqual(fixes);
  });
});

describe('what was done is told', () => {
  it.each([
    [picture(3000, 600), 'image/jpeg', ['cropped']],
    [picture(200, 200), 'image/jpeg', ['enlarged']],
    [picture(12_000, 9000), 'image/jpeg', ['shrunk']],
    [picture(800, 600, { orientation: 6 }), 'image/jpeg', ['turned']],
    [
      picture(800, 600, { type: 'image/gif', coding: { ...plainCoding, isAnimated: true, hasAlpha: true } }),
      'image/jpeg',
      ['first-frame', 'converted', 'flattened'],
    ],
  ] as const)('%o as %s', (given, type, steps) => {
    const plan = planFix(given, rules);
    expect(plan && stepsOf(given, plan, type)).toEqual(steps);
  });
});

it('ratios are told in small numbers', () => {
  expect([2.5, 0.4, 16 / 9, 9 / 16, 2, 0.123456].map(ratioName)).toEqual(['5:2', '2:5', '16:9', '9:16', '2:1', '0.12']);
});
