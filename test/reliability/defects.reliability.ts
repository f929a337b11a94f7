import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNursery, type Nursery } from './defects-runner.ts';
import { plantedDefects } from './defects-table.ts';
import { evidence } from './evidence.ts';
import { reliabilitySeed } from './tier.ts';

const timeout = 200_000;

/** A suite that cannot fail proves nothing: each of these defects has to be noticed by the suite that claims it. */
describe('planted defects', () => {
  let nursery: Nursery;
  const escaped: string[] = [];
  beforeAll(() => {
    nursery = openNursery();
  });
  afterAll(() => {
    nursery.remove();
    evidence('defects', {
      seed: reliabilitySeed(),
      runs: plantedDefects.length,
      failures: escaped.length,
      facts: { escaped },
    });
  });

  it.each([...new Set(plantedDefects.map(({ suite }) => suite))])(
    '%s passes without one',
    { timeout },
    async (suite) => {
      expect(await nursery.sound(suite)).toBe('passed');
    },
  );

  it.each(plantedDefects.map((defect) => [defect.title, defect] as const))('%s', { timeout }, async (title, defect) => {
    escaped.push(title);
    expect(await nursery.withDefect(defect)).toBe('failed');
    escaped.pop();
  });

  it('there are enough of them', () => {
    expect(plantedDefects.length).toBeGreaterThanOrEqual(20);
  });
});
