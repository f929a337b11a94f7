import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { modelSpecSchema } from '../../shared/model.ts';
import { findProvider, priceTableVersion, providers } from './index.ts';

it('lists the five in the order of the window', () => {
  expect(providers.map(({ id, name, origin }) => [id, name, origin])).toEqual([
    ['acedata', 'Ace Data Cloud', 'https://api.acedata.cloud'],
    ['appypie', 'Appy Pie', 'https://gateway.appypie.com'],
    ['pixazo', 'Pixazo', 'https://gateway.pixazo.ai'],
    ['aimlapi', 'AI/ML API', 'https://api.aimlapi.com'],
    ['novita', 'Novita', 'https://api.novita.ai'],
  ]);
  expect(findProvider('novita')?.name).toBe('Novita');
  expect(findProvider('nobody')).toBeUndefined();
});

/** Of every version of the table, the first digits of the SHA-256 of its rows. A released line is never changed. */
const priceTables: Record<number, string> = { 1: 'd64964a5c65e82a7' };

it('has another version whenever a price is another', () => {
  const rows = providers.map(({ id, prices, creditsPerDollar }) => ({ id, prices, creditsPerDollar }));
  const digest = createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16);
  expect(digest, 'raise priceTableVersion and add its line here').toBe(priceTables[priceTableVersion]);
});

describe.each(providers)('$name', (provider) => {
  it('describes itself as the contract wants it', () => {
    for (const model of provider.models) expect(modelSpecSchema.parse(model)).toEqual(model);
    expect(provider.models.every(({ promptMaxLength }) => promptMaxLength === 2000)).toBe(true);
    for (const link of Object.values(provider.links)) expect(new URL(link).protocol).toBe('https:');
    expect(Object.values(provider.authorize('the-key')).join()).toContain('the-key');
    expect(provider.chargeNote).toMatch(/\.$/);
  });

  it('offers a callback or a picture from disk only where the vendor documents it', () => {
    expect(provider.models.some(({ callbackUrl }) => callbackUrl)).toBe(['acedata', 'pixazo'].includes(provider.id));
    const takesFile = provider.models.some(({ image }) => image?.sources.includes('file'));
    expect(takesFile).toBe(['pixazo', 'aimlapi', 'novita'].includes(provider.id));
  });
});
