import { expect, test } from 'vitest';
import type { PriceRow } from '../../shared/price.ts';
import { sampleProvider, sampleSpec } from '../samples.ts';
import { clipCount, priceWords } from './clip-count.ts';
import type { Composition } from './composition.ts';
import { writtenPrompts } from './written-prompts.ts';

const spec = sampleSpec();
const price: PriceRow = {
  modelId: spec.id,
  amount: 0.28,
  currency: 'USD',
  asOf: '2026-07-10',
  source: 'Somebody',
  trust: 'high',
};
const provider = sampleProvider({ prices: [price] });

function composed(prompt: string, at = provider): Composition {
  const request = { providerId: at.id, modelId: spec.id, prompt };
  const prompts = writtenPrompts(prompt, {});
  return { provider: at, spec, request, values: {}, prompts, issues: [], imageHost: 'absent' };
}

test('a clip for each prompt and take', () => {
  expect(clipCount(composed('Waves'), 1)).toBe(1);
  expect(clipCount(composed('{Waves|Dunes|Rain}'), 4)).toBe(12);
  expect(clipCount(composed('{Waves'), 4)).toBe(0);
});

test('the price is that of all of them; what nobody has published is never nothing', () => {
  expect(priceWords(composed('Waves'), 1)).toBe('about $0.28');
  expect(priceWords(composed('{Waves|Dunes}'), 2)).toBe('about $1.12 (4 clips)');
  expect(priceWords(composed('Waves', sampleProvider()), 3)).toBe('price not published');
  expect(priceWords(composed('{0|1|2|3|4|5|6|7|8|9}'.repeat(4)), 1)).toBe('more than $280.00');
});

test('the person’s own price goes before the published one', () => {
  const own: PriceRow = { ...price, amount: 0.1, source: '', trust: 'own' };
  expect(priceWords(composed('Waves', { ...provider, ownPrices: [own] }), 2)).toBe('about $0.20 (2 clips)');
});
