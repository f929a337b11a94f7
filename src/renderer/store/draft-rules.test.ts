import { describe, expect, test } from 'vitest';
import type { PriceRow } from '../../shared/price.ts';
import { generationRequestSchema } from '../../shared/request.ts';
import { sampleImageRules, sampleProvider, sampleSpec } from '../samples.ts';
import {
  atProvider,
  changed,
  continuationOf,
  modelOf,
  optionsOf,
  providerOf,
  requestOf,
  type Draft,
} from './draft-rules.ts';

const url = { kind: 'url', url: 'https://pictures.example/a.jpg' } as const;

describe('the request that Generate would send', () => {
  test('holds what the model offers, with its defaults where nothing was chosen', () => {
    const request = requestOf({ prompt: 'A quiet harbour' }, 'provider-a', sampleSpec());
    expect(request).toEqual({
      providerId: 'provider-a',
      modelId: 'model-a',
      prompt: 'A quiet harbour',
      durationSeconds: 6,
      resolution: '768P',
      promptOptimizer: true,
    });
    expect(generationRequestSchema.parse(request)).toEqual(request);
  });

  test('holds what was chosen', () => {
    const draft: Draft = {
      prompt: 'A',
      durationSeconds: 10,
      resolution: '1080P',
      promptOptimizer: false,
      firstFrame: url,
    };
    expect(requestOf(draft, 'provider-a', sampleSpec())).toMatchObject({
      durationSeconds: 10,
      resolution: '1080P',
      promptOptimizer: false,
      firstFrame: url,
    });
  });

  test('leaves out whatever the model lacks, but never a picture', () => {
    const draft: Draft = {
      prompt: 'A',
      durationSeconds: 10,
      resolution: '1080P',
      watermark: true,
      callbackUrl: 'https://me.example',
      firstFrame: url,
    };
    const bare = sampleSpec({ durations: [], resolutions: [], flags: {} });
    expect(requestOf(draft, 'provider-a', bare)).toEqual({
      providerId: 'provider-a',
      modelId: 'model-a',
      prompt: 'A',
      firstFrame: url,
    });
    expect(requestOf(draft, 'provider-a', sampleSpec({ callbackUrl: true })).callbackUrl).toBe('https://me.example');
  });

  test('falls back to the default of the model where the chosen value is not offered', () => {
    expect(
      requestOf({ prompt: 'A', durationSeconds: 10 }, 'provider-a', sampleSpec({ durations: [6] })).durationSeconds,
    ).toBe(6);
  });
});

describe('another provider', () => {
  const draft: Draft = {
    prompt: 'A',
    providerId: 'provider-a',
    modelId: 'model-a',
    firstFrame: url,
    durationSeconds: 10,
    watermark: true,
  };

  test('prompt and picture go along, its own options come back', () => {
    expect(atProvider(draft, 'provider-b', { modelId: 'model-b', resolution: '1080P' })).toEqual({
      prompt: 'A',
      firstFrame: url,
      providerId: 'provider-b',
      modelId: 'model-b',
      resolution: '1080P',
    });
  });

  test('the first time, length and resolution go along', () => {
    expect(atProvider(draft, 'provider-b', undefined)).toEqual({
      prompt: 'A',
      firstFrame: url,
      providerId: 'provider-b',
      durationSeconds: 10,
    });
  });

  test('what is remembered are options only', () => {
    expect(optionsOf(draft)).toEqual({ modelId: 'model-a', durationSeconds: 10, watermark: true });
  });
});

test('a change takes fields away by undefined and keeps a prompt', () => {
  expect(changed({ prompt: 'A', firstFrame: url }, { firstFrame: undefined, prompt: undefined })).toEqual({
    prompt: '',
  });
});

test('without a choice the first provider with a key is meant', () => {
  const keyless = sampleProvider({ id: 'keyless', key: { source: 'none' } });
  const unreadable = sampleProvider({ id: 'unreadable', key: { source: 'unreadable' } });
  const keyed = sampleProvider({ id: 'keyed' });
  expect(providerOf({ prompt: '' }, [keyless, unreadable, keyed])?.id).toBe('keyed');
  expect(providerOf({ prompt: '' }, [keyless, unreadable])?.id).toBe('keyless');
  expect(providerOf({ prompt: '', providerId: 'unreadable' }, [keyed, unreadable])?.id).toBe('unreadable');
});

test('without a choice the easiest of those with a key to begin with is meant', () => {
  const byUrl = sampleProvider({
    id: 'by-url',
    models: [sampleSpec({ image: sampleImageRules({ sources: ['url'] }) })],
    prices: [],
  });
  const price: PriceRow = {
    modelId: 'model-a',
    amount: 0.3,
    currency: 'USD',
    asOf: '2026-07-10',
    source: 'Somebody',
    trust: 'low',
  };
  const byFile = sampleProvider({ ...byUrl, id: 'by-file', models: [sampleSpec({ image: sampleImageRules() })] });
  const priced = sampleProvider({ ...byFile, id: 'priced', prices: [price] });
  expect(providerOf({ prompt: '' }, [byUrl, byFile])?.id).toBe('by-file');
  expect(providerOf({ prompt: '' }, [byUrl, byFile, priced, { ...priced, id: 'later' }])?.id).toBe('priced');
  expect(providerOf({ prompt: '' }, [byUrl, { ...priced, key: { source: 'none' } }])?.id).toBe('by-url');
});

test('without a choice the model is one that can use what the draft holds', () => {
  const fromPicture = sampleSpec({ id: 'from-picture', image: sampleImageRules({ use: 'required' }) });
  const fromText = sampleSpec({ id: 'from-text' });
  expect(modelOf({ prompt: '' }, [fromPicture, fromText])?.id).toBe('from-text');
  expect(modelOf({ prompt: '', firstFrame: url }, [fromText, fromPicture])?.id).toBe('from-picture');
  expect(modelOf({ prompt: '', firstFrame: url, modelId: 'from-text' }, [fromText, fromPicture])?.id).toBe('from-text');
});

describe('lineage', () => {
  const continues = '3f0c1f9e-55a1-4b0e-9d3c-0a5a4f6f7c11';
  const draft: Draft = { prompt: 'A', firstFrame: url, continues };
  const other = { kind: 'url', url: 'https://pictures.example/b.jpg' } as const;

  test('goes with the picture: another one, or none, ends it', () => {
    expect(changed(draft, { firstFrame: other })).toEqual({ prompt: 'A', firstFrame: other });
    expect(changed(draft, { firstFrame: undefined })).toEqual({ prompt: 'A' });
  });

  test('stays through every other change, and where the change says so', () => {
    expect(changed(draft, { prompt: 'B', durationSeconds: 10 })).toMatchObject({ continues });
    expect(changed(draft, { firstFrame: other, continues })).toMatchObject({ firstFrame: other, continues });
    expect(atProvider(draft, 'provider-b', undefined)).toMatchObject({ firstFrame: url, continues });
  });

  test('is part of the request only together with a picture', () => {
    expect(requestOf(draft, 'provider-a', sampleSpec())).toMatchObject({ firstFrame: url, continues });
    expect(requestOf({ prompt: 'A', continues }, 'provider-a', sampleSpec())).not.toHaveProperty('continues');
  });

  test('is not taken over from the clip that is continued, nor is its picture', () => {
    const request = {
      providerId: 'provider-a',
      modelId: 'model-a',
      prompt: 'A',
      durationSeconds: 10,
      firstFrame: url,
    } as const;
    const models = [sampleSpec({ image: sampleImageRules() })];
    expect(continuationOf({ ...request, continues }, models)).toEqual({
      providerId: 'provider-a',
      modelId: 'model-a',
      prompt: 'A',
      durationSeconds: 10,
    });
  });

  test('a clip of a model that takes no picture is continued with one that does', () => {
    const request = { providerId: 'provider-a', modelId: 'model-a', prompt: 'A' };
    const models = [sampleSpec(), sampleSpec({ id: 'model-b', image: sampleImageRules({ use: 'required' }) })];
    const draft = continuationOf(request, models);
    expect(draft).not.toHaveProperty('modelId');
    expect(modelOf(changed(draft, { firstFrame: url }), models)?.id).toBe('model-b');
  });
});
