import { describe, expect, test } from 'vitest';
import { progressIn, sampleJob } from '../library/sample-jobs.ts';
import { sampleProvider } from '../samples.ts';
import { setLanguage } from '../texts/index.ts';
import { clipCost, shortCost } from './clip-cost.ts';

setLanguage('en', ['en-GB']);
const { queued, waiting, done, failed, canceled, unknown } = progressIn;
const modelId = 'hailuo-02';
const priced = sampleProvider({
  prices: [{ modelId, amount: 0.3, currency: 'USD', asOf: '2026-07-10', source: 'Somebody', trust: 'low' }],
});
const estimate = { unit: 'USD', least: 0.28, most: 0.28, trust: 'high', asOf: '2026-05-01' } as const;
const sent = { ...done, intent: { ...done.intent, estimate } };

describe('what a clip cost', () => {
  test('the provider’s own word goes first, with what had been expected', () => {
    expect(clipCost(sampleJob({ ...sent, cost: { amount: 0.31, unit: 'USD' } }), priced)).toEqual({
      text: '$0.31',
      note: 'estimated: about $0.28',
    });
  });

  test('else the estimate of the day on which it was sent, not that of today', () => {
    expect(clipCost(sampleJob(sent), priced)).toEqual({ text: 'about $0.28', note: 'an estimate of 1 May 2026' });
  });

  test('before it is sent, and for clips of older versions, that of today; a price of one’s own goes first', () => {
    const own = sampleProvider({
      ...priced,
      ownPrices: [{ modelId, amount: 0.1, currency: 'USD', asOf: '2026-11-20', source: '', trust: 'own' }],
    });
    expect(clipCost(sampleJob(queued), priced).text).toBe('about $0.30');
    expect(clipCost(sampleJob(done), own).text).toBe('about $0.10');
  });

  test('a sum below a cent does not become nothing, and no price is said to be none', () => {
    const tiny = { ...sent, intent: { ...done.intent, estimate: { ...estimate, least: 0.004, most: 0.004 } } };
    expect(clipCost(sampleJob(tiny), undefined).text).toBe('about $0.004');
    for (const provider of [sampleProvider(), undefined]) {
      expect(clipCost(sampleJob(done), provider)).toEqual({ text: 'not published' });
      expect(shortCost(sampleJob(done), provider)).toBe('price not published');
    }
  });

  test('a clip that came to nothing says whether it was charged; the sum only where it may have been', () => {
    const { intent } = sent;
    expect(clipCost(sampleJob({ ...failed, intent }), priced)).toEqual({ text: 'not charged' });
    expect(clipCost(sampleJob({ ...unknown, intent }), priced)).toEqual({
      text: 'may have been charged',
      note: 'about $0.28',
    });
    expect(clipCost(sampleJob(canceled), priced)).toEqual({ text: 'nothing was sent' });
    expect(clipCost(sampleJob({ ...canceled, reason: 'given-up', intent }), priced)).toEqual({
      text: 'may have been charged',
      note: 'about $0.28',
    });
  });

  test('a range stays a range, and credits stay credits', () => {
    const between = { ...estimate, unit: 'credits', least: 10, most: 24 } as const;
    const job = sampleJob({ ...waiting, intent: { ...done.intent, estimate: between } });
    expect(clipCost(job, undefined).text).toBe('about 10 to 24 credits');
    expect(shortCost(sampleJob({ ...waiting, cost: { amount: 12, unit: 'credits' } }), priced)).toBe('12 credits');
  });
});
