import { expect, test } from 'vitest';
import { sampleProvider } from '../samples.ts';
import { stakeOf } from './stake.ts';

const request = { providerId: 'provider-a', modelId: 'model-a', prompt: 'A calm sea' };
const priced = (amount: number) =>
  sampleProvider({
    prices: [{ modelId: 'model-a', amount, currency: 'USD', asOf: '2026-07-10', source: 'Somebody', trust: 'low' }],
  });

test('a published price is an estimate with a date', () => {
  const stake = stakeOf(request, { provider: priced(0.294), isDemo: false });
  expect(`${stake.text}, ${stake.note}`).toBe('about $0.29, an estimate of Jul 10, 2026');
  expect(stake.again).toBe('That is about $0.29 more, an estimate of Jul 10, 2026.');
});

test('a sum below a cent does not become nothing', () => {
  expect(stakeOf(request, { provider: priced(0.004), isDemo: false }).text).toBe('about $0.004');
});

test('no price is said to be none, not zero', () => {
  for (const provider of [sampleProvider(), undefined]) {
    const stake = stakeOf(request, { provider, isDemo: false });
    expect(stake.text).toBe('price not published');
    expect(stake.again).toContain('is not published');
    expect(JSON.stringify(stake)).not.toMatch(/\d/);
  }
});

test('the demo costs nothing, whatever the price list says', () => {
  const stake = stakeOf(request, { provider: priced(0.294), isDemo: true });
  expect(stake.text).toBe('nothing: this is the demo');
  expect(JSON.stringify(stake)).not.toContain('$');
});
