import { describe, expect, test } from 'vitest';
import type { Picture } from '../../shared/request.ts';
import type { OneOfSeveral } from '../pictures/several.ts';
import { sampleImageRules, sampleProvider, sampleSpec } from '../samples.ts';
import type { Composition } from './composition.ts';
import { priceWords, sharedTrouble, verdictOf } from './several-orders.ts';

const spec = sampleSpec({ image: sampleImageRules() });
const price = { modelId: spec.id, amount: 0.28, currency: 'USD', asOf: '2026-07-10', source: 'Somebody', trust: 'low' };
const provider = sampleProvider({ models: [spec], prices: [price as never] });
const former: Picture = { id: 'f'.repeat(64), type: 'image/png', sizeBytes: 1, widthPixels: 640, heightPixels: 480 };
const composition: Composition = {
  provider,
  spec,
  request: {
    providerId: provider.id,
    modelId: spec.id,
    prompt: 'Waves',
    firstFrame: { kind: 'picture', picture: former },
    continues: '3f0c1f9e-55a1-4b0e-9d3c-0a5a4f6f7c11',
  },
  issues: [],
  imageHost: 'absent',
};
const picture: Picture = { ...former, id: 'a'.repeat(64), type: 'image/jpeg', sizeBytes: 1000 };

function one(difference: Partial<OneOfSeveral>): OneOfSeveral {
  return { intentId: 'an id', name: 'a.jpg', picture, work: { state: 'read' }, ...difference };
}

describe('verdictOf', () => {
  test('a good picture becomes the same request with itself in it, and continues no other clip', () => {
    expect(verdictOf(one({}), composition)).toEqual({
      kind: 'ready',
      words: 'Ready',
      request: {
        providerId: provider.id,
        modelId: spec.id,
        prompt: 'Waves',
        firstFrame: { kind: 'picture', picture },
      },
    });
  });

  test('a breach of the rules comes with its fixes; without any it cannot be used', () => {
    const wide = verdictOf(one({ picture: { ...picture, widthPixels: 3000, heightPixels: 600 } }), composition);
    expect(wide).toMatchObject({ kind: 'fix', words: expect.stringContaining('3000 × 600') });
    expect(wide.kind === 'fix' && wide.fixes.map(({ label }) => label)).toContain('Crop to 16:9');
    const thread = verdictOf(one({ picture: { ...picture, widthPixels: 1, heightPixels: 5000 } }), composition);
    expect(thread.kind).toBe('unusable');
  });

  test('what was made, or is on its way, is never an order again', () => {
    for (const state of ['waiting', 'reading', 'sending', 'made'] as const) {
      expect(verdictOf(one({ work: { state } }), composition)).not.toHaveProperty('request');
    }
    expect(verdictOf(one({ work: { state: 'unusable', message: 'Not a picture.' } }), composition)).toEqual({
      kind: 'unusable',
      words: 'Not a picture.',
    });
  });

  test('what the core refused can be tried again, with the reason beside it', () => {
    const refused = verdictOf(one({ work: { state: 'failed', message: 'No room.' } }), composition);
    expect(refused).toMatchObject({ kind: 'ready', words: 'No room.' });
  });
});

test('what all share is judged once', () => {
  expect(sharedTrouble(composition)).toBeUndefined();
  const wordless = { ...composition, request: { ...composition.request, prompt: ' ' } };
  expect(sharedTrouble(wordless)).toMatch(/Write a prompt/);
});

test('the estimate is for all of them, where a price is known', () => {
  expect(priceWords(composition, 3)).toBe('About $0.84 (3 × $0.28)');
  expect(priceWords(composition, 1)).toBe('About $0.28');
  expect(priceWords(composition, 0)).toBeUndefined();
  expect(priceWords({ ...composition, provider: { ...provider, prices: [] } }, 3)).toBeUndefined();
});
