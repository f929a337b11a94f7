import { describe, expect, test } from 'vitest';
import type { Picture } from '../../shared/request.ts';
import { validate } from '../../shared/validate.ts';
import type { OneOfSeveral } from '../pictures/several.ts';
import { sampleImageRules, sampleProvider, sampleSpec } from '../samples.ts';
import type { Composition } from './composition.ts';
import { sharedTrouble, verdictOf } from './several-orders.ts';

const spec = sampleSpec({ image: sampleImageRules() });
const provider = sampleProvider({ models: [spec] });
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
  values: {},
  issues: [],
  imageHost: 'absent',
};
const picture: Picture = { ...former, id: 'a'.repeat(64), type: 'image/jpeg', sizeBytes: 1000 };

function one(difference: Partial<OneOfSeveral>): OneOfSeveral {
  return { id: 'an id', name: 'a.jpg', picture, work: { state: 'read' }, ...difference };
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

  test('what is not read yet, or cannot be read, is no order', () => {
    for (const state of ['waiting', 'reading'] as const) {
      expect(verdictOf(one({ work: { state } }), composition)).not.toHaveProperty('request');
    }
    expect(verdictOf(one({ work: { state: 'unusable', message: 'Not a picture.' } }), composition)).toEqual({
      kind: 'unusable',
      words: 'Not a picture.',
    });
  });

  test('a picture whose fix did not work can be used as it is, with the reason beside it', () => {
    const refused = verdictOf(one({ work: { state: 'failed', message: 'No room.' } }), composition);
    expect(refused).toMatchObject({ kind: 'ready', words: 'No room.' });
  });
});

test('what all share is judged once', () => {
  expect(sharedTrouble(composition)).toBeUndefined();
  const wordless = { ...composition.request, prompt: ' ' };
  const issues = validate(wordless, provider.models);
  expect(sharedTrouble({ ...composition, request: wordless, issues })).toMatch(/Write a prompt/);
});
