import { describe, expect, test } from 'vitest';
import { planBatch, type Draft } from '../../shared/batch/plan.ts';
import type { PriceRow } from '../../shared/price.ts';
import { sampleImageRules, sampleProvider, sampleSpec } from '../samples.ts';
import { sheetPlan } from './sheet-plan.ts';
import { sheetSubtitle, totalWords } from './sheet-words.ts';

const price: PriceRow = {
  modelId: 'model-a',
  amount: 0.28,
  currency: 'USD',
  asOf: '2026-07-10',
  source: 'Somebody',
  trust: 'high',
};
const spec = sampleSpec({ image: sampleImageRules() });
const priced = sampleProvider({ models: [spec], prices: [price] });
const free = sampleProvider({ id: 'provider-b', name: 'Provider B', models: [sampleSpec()] });
const keyless = sampleProvider({ id: 'provider-c', name: 'Provider C', key: { source: 'none' } });
const providers = [priced, free, keyless];

function at(providerId: string, change: Partial<Draft['request']> = {}, line?: number): Draft {
  const request = { providerId, modelId: 'model-a', prompt: 'Waves', ...change };
  return { request, ...(line !== undefined && { line }) };
}

function plan(drafts: Draft[], takes = 1) {
  return sheetPlan(planBatch({ drafts, takes, providers, imageHostOf: () => 'absent' }), providers, []);
}

describe('sheetPlan', () => {
  test('tells for each provider how many go there and what they cost; what has no price is counted apart', () => {
    const { places, sum } = plan([at('provider-a'), at('provider-b')], 3);
    expect(places.map(({ name, clips, stopped }) => [name, clips, stopped])).toEqual([
      ['Provider A', 3, 0],
      ['Provider B', 3, 0],
    ]);
    expect(places.map(({ sum: { dollars, unpriced } }) => [dollars.most, unpriced])).toEqual([
      [0.84, 0],
      [0, 3],
    ]);
    expect(totalWords(sum)).toBe('About $0.84. The price of 3 of the clips is not published.');
  });

  test('what cannot go costs nothing, and is gathered by its reason with the lines that it came from', () => {
    const long = { prompt: 'A'.repeat(2001) };
    const { places, stops, sum } = plan(
      [at('provider-a', {}, 2), at('provider-a', long, 3), at('provider-c', {}, 4), at('provider-a', long, 9)],
      2,
    );
    expect(sum).toMatchObject({ clips: 2, unpriced: 0, dollars: { most: 0.56 } });
    expect(places[0]).toMatchObject({ clips: 2, stopped: 4 });
    expect(stops.map(({ stop, clips, lines, drafts }) => ({ stop, clips, lines, drafts }))).toEqual([
      { stop: 'issues', clips: 4, lines: [3, 9], drafts: [1, 3] },
      { stop: 'key', clips: 2, lines: [4], drafts: [2] },
    ]);
    expect(stops[1]?.issues).toEqual([]);
  });

  test('takes of the same prompt are one row', () => {
    const { sources } = plan([at('provider-a'), at('provider-a', { prompt: 'Dunes' })], 4);
    expect(sources.map(({ request, takes }) => [request.prompt, takes])).toEqual([
      ['Waves', 4],
      ['Dunes', 4],
    ]);
  });

  test('ten thousand rows are laid out while nobody waits', () => {
    const drafts = Array.from({ length: 10_000 }, (_, line) => at('provider-a', { prompt: `Wave ${line}` }, line + 1));
    const begun = performance.now();
    expect(plan(drafts).sources).toHaveLength(10_000);
    // A tenth of that on a free machine.
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

test('the words of the sheet count what it is about', () => {
  const two = plan([at('provider-a'), at('provider-b')], 2);
  expect(sheetSubtitle({ kind: 'compare', takes: 1 }, two)).toMatch(/^One shot at 2 providers/);
  expect(sheetSubtitle({ kind: 'takes', takes: 2 }, plan([at('provider-a')], 2))).toBe('2 takes of one prompt.');
  expect(sheetSubtitle({ kind: 'list', takes: 1 }, two)).toBe('From 2 rows.');
  expect(totalWords(plan([at('provider-b')]).sum)).toBe('The price is not published.');
});
