import { describe, expect, test } from 'vitest';
import { sampleImageRules, sampleProvider, sampleSpec } from '../samples.ts';
import { clipChoices, firstFrameInputs, flagChoices, providerFacts } from './model-view.ts';

const request = { providerId: 'provider-a', modelId: 'model-a', prompt: '' };

describe('lengths and resolutions', () => {
  test('what the other choice rules out is struck through, with the reason', () => {
    const at1080 = clipChoices(sampleSpec(), { ...request, durationSeconds: 6, resolution: '1080P' });
    expect(at1080.durations).toEqual([
      { value: 6, name: '6 s', isImpossible: false },
      { value: 10, name: '10 s', isImpossible: true },
    ]);
    expect(at1080.why).toBe('10 s only at 768P with this model.');
    const at10 = clipChoices(sampleSpec(), { ...request, durationSeconds: 10, resolution: '768P' });
    expect(at10.resolutions.map(({ isImpossible }) => isImpossible)).toEqual([false, true]);
    expect(at10.why).toBe('1080P only at 6 s with this model.');
  });

  test('once the impossible pair is chosen, its trouble says why, and the line is gone', () => {
    const both = clipChoices(sampleSpec(), { ...request, durationSeconds: 10, resolution: '1080P' });
    expect(both.why).toBeUndefined();
    expect(both.durations.map(({ isImpossible }) => isImpossible)).toEqual([false, true]);
  });

  test('a model without a choice shows none', () => {
    expect(clipChoices(sampleSpec({ durations: [], resolutions: [], refusedPairs: [] }), request)).toEqual({
      durations: [],
      resolutions: [],
    });
  });
});

test('only the switches of the model are shown, in one order', () => {
  expect(flagChoices(sampleSpec({ flags: { watermark: false, promptOptimizer: true } }))).toEqual([
    'promptOptimizer',
    'watermark',
  ]);
  expect(flagChoices(sampleSpec({ flags: {} }))).toEqual([]);
});

describe('first frame', () => {
  const textOnly = sampleSpec();
  const byUrl = sampleSpec({ id: 'by-url', image: sampleImageRules({ use: 'required', sources: ['url'] }) });

  test('a provider that takes no picture shows no region', () => {
    expect(firstFrameInputs([textOnly], textOnly).isShown).toBe(false);
  });

  test('a text model shows the region while a sister takes pictures, with the ways of that sister', () => {
    expect(firstFrameInputs([textOnly, byUrl], textOnly)).toEqual({
      isShown: true,
      files: false,
      urls: true,
      isRequired: false,
    });
  });

  test('a model that starts from a picture says that it is required', () => {
    expect(firstFrameInputs([textOnly, byUrl], byUrl)).toEqual({
      isShown: true,
      files: false,
      urls: true,
      isRequired: true,
    });
  });

  test('an image host makes a file do where only an address is taken', () => {
    expect(firstFrameInputs([byUrl], byUrl, 'ready')).toMatchObject({ files: true, urls: true });
    expect(firstFrameInputs([byUrl], byUrl, 'keyless')).toMatchObject({ files: false, urls: true });
    expect(firstFrameInputs([textOnly], textOnly, 'ready').files).toBe(false);
  });
});

test('the picker says only what the capability data says', () => {
  const withImage = (sources: ('file' | 'url')[]) =>
    sampleProvider({ models: [sampleSpec({ image: sampleImageRules({ sources }) })] });
  expect(providerFacts(withImage(['url', 'file']))).toEqual({
    firstFrame: 'file',
    length: '6, 10 s',
    key: 'until Conch quits',
  });
  expect(providerFacts(withImage(['url'])).firstFrame).toBe('address');
  const fixed = sampleProvider({ models: [sampleSpec({ durations: [] })], key: { source: 'none' } });
  expect(providerFacts(fixed)).toEqual({ firstFrame: 'none', length: 'fixed', key: 'no key yet' });
});
