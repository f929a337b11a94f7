import { describe, expect, it } from 'vitest';
import type { ImageHostState } from './image-host.ts';
import type { ImageRules, ModelSpec } from './model.ts';
import type { GenerationRequest, Picture } from './request.ts';
import { hasErrors, validate } from './validate.ts';

const text: ModelSpec = {
  id: 'text',
  name: 'Text model',
  promptMaxLength: 2000,
  durations: [6, 10],
  resolutions: ['768P', '1080P'],
  refusedPairs: [{ durationSeconds: 10, resolution: '1080P' }],
  flags: { promptOptimizer: true },
  callbackUrl: true,
};
const rules: ImageRules = {
  use: 'required',
  sources: ['file', 'url'],
  types: ['image/jpeg', 'image/png'],
  maxBytes: 20_000_000,
  shortSideOverPixels: 300,
  minRatio: 0.4,
  maxRatio: 2.5,
  ratioExclusive: false,
};
const image: ModelSpec = {
  ...text,
  id: 'image',
  name: 'Image model',
  callbackUrl: false,
  image: rules,
};
const models = [text, image];
const good: Picture = {
  id: 'a'.repeat(64),
  type: 'image/jpeg',
  sizeBytes: 150_000,
  widthPixels: 1280,
  heightPixels: 720,
};
const coding = { colour: 'rgb', bitsPerChannel: 8, hasAlpha: false, isAnimated: false } as const;
const base: GenerationRequest = { providerId: 'any', modelId: 'text', prompt: 'A calm sea' };

function withPicture(change: Partial<Picture>, otherRules: Partial<ImageRules> = {}) {
  const spec: ModelSpec = { ...image, image: { ...rules, ...otherRules } };
  const request: GenerationRequest = {
    ...base,
    modelId: 'image',
    firstFrame: { kind: 'picture', picture: { ...good, ...change } },
  };
  return validate(request, [text, spec]);
}

function withUrl(url: string, otherRules: Partial<ImageRules> = {}) {
  const spec: ModelSpec = { ...image, image: { ...rules, ...otherRules } };
  return validate({ ...base, modelId: 'image', firstFrame: { kind: 'url', url } }, [text, spec]);
}

describe('validate', () => {
  it('finds nothing wrong with a plain request, nor with everything that the model offers', () => {
    expect(validate(base, models)).toEqual([]);
    expect(
      validate(
        {
          ...base,
          durationSeconds: 6,
          resolution: '1080P',
          promptOptimizer: false,
          callbackUrl: 'https://me.example/hook',
        },
        models,
      ),
    ).toEqual([]);
    expect(withPicture({})).toEqual([]);
    expect(withUrl('https://pictures.example/a.jpg')).toEqual([]);
  });

  const refused: [string, Partial<GenerationRequest>, string][] = [
    ['an unknown model', { modelId: 'gone' }, 'model'],
    ['an empty prompt', { prompt: '' }, 'prompt'],
    ['a prompt of spaces', { prompt: ' \n ' }, 'prompt'],
    ['2,001 characters', { prompt: 'a'.repeat(2001) }, 'prompt'],
    ['1,001 emoji of two units each', { prompt: '🐚'.repeat(1001) }, 'prompt'],
    ['invisible control characters', { prompt: 'a\u0007b' }, 'prompt'],
    ['a picture where none is taken', { firstFrame: { kind: 'picture', picture: good } }, 'firstFrame'],
    ['no picture where one is required', { modelId: 'image' }, 'firstFrame'],
    ['10 s with 1080P', { durationSeconds: 10, resolution: '1080P' }, 'resolution'],
    ['a switch that the model lacks', { watermark: true }, 'flags'],
    [
      'a callback where none is offered',
      { modelId: 'image', firstFrame: { kind: 'picture', picture: good }, callbackUrl: 'https://me.example' },
      'callbackUrl',
    ],
    ['a callback to this computer', { callbackUrl: 'https://127.0.0.1/hook' }, 'callbackUrl'],
    ['a callback over plain http', { callbackUrl: 'http://me.example/hook' }, 'callbackUrl'],
  ];
  it.each(refused)('refuses %s', (_name, change, field) => {
    const issues = validate({ ...base, ...change }, models);
    expect(issues.filter(({ severity }) => severity === 'error').map((issue) => issue.field)).toEqual([field]);
  });

  it('takes exactly 2,000 characters', () => {
    expect(hasErrors(validate({ ...base, prompt: 'a'.repeat(2000) }, models))).toBe(false);
  });

  const pictures: [string, Partial<Picture>, boolean][] = [
    ['301 × 301', { widthPixels: 301, heightPixels: 301 }, true],
    ['300 × 300', { widthPixels: 300, heightPixels: 300 }, false],
    ['200 × 200', { widthPixels: 200, heightPixels: 200 }, false],
    ['5:2', { widthPixels: 1000, heightPixels: 400 }, true],
    ['a little over 5:2', { widthPixels: 1003, heightPixels: 400 }, false],
    ['2:5', { widthPixels: 400, heightPixels: 1000 }, true],
    ['1 × 5000', { widthPixels: 1, heightPixels: 5000 }, false],
    ['20 MB', { sizeBytes: 20_000_000 }, true],
    ['25 MB', { sizeBytes: 25_000_000 }, false],
    ['WebP', { type: 'image/webp' }, false],
  ];
  it.each(pictures)('picture of %s', (_name, change, fine) => {
    expect(hasErrors(withPicture(change))).toBe(!fine);
  });

  it('a window that excludes its ends refuses them', () => {
    expect(hasErrors(withPicture({ widthPixels: 1000, heightPixels: 400 }, { ratioExclusive: true }))).toBe(true);
    expect(hasErrors(withPicture({ widthPixels: 400, heightPixels: 1000 }, { ratioExclusive: true }))).toBe(true);
  });

  it('names every rule that a picture breaks', () => {
    const issues = withPicture({ type: 'image/gif', sizeBytes: 30_000_000, widthPixels: 100, heightPixels: 900 });
    expect(issues).toHaveLength(4);
  });

  it('hangs the ways to mend a picture on the first thing that is wrong, since each mends all', () => {
    const issues = withPicture({ type: 'image/gif', sizeBytes: 30_000_000, widthPixels: 3000, heightPixels: 600 });
    const [first, ...others] = issues;
    expect(first?.fixes).toMatchObject([
      { kind: 'crop', label: 'Crop to 16:9', plan: { widthPixels: 1066, heightPixels: 600 } },
      { kind: 'crop', plan: { widthPixels: 1500, heightPixels: 600 } },
    ]);
    expect(others.flatMap(({ fixes }) => fixes)).toEqual([]);
  });

  it('says of a picture that nothing can mend that another one is needed', () => {
    const [first] = withPicture({ widthPixels: 1, heightPixels: 5000 });
    expect(first?.message).toMatch(/cannot be made to fit/);
    expect(first?.fixes).toMatchObject([{ kind: 'fields', label: 'Remove the picture' }]);
  });

  it.each<[string, Partial<Picture>, RegExp]>([
    ['turned by a note', { orientation: 6 }, /saved upright/],
    ['of the colours of print', { coding: { ...coding, colour: 'cmyk' } }, /CMYK/],
    ['of 16 bits', { coding: { ...coding, bitsPerChannel: 16 } }, /16 bits/],
    ['animated', { coding: { ...coding, isAnimated: true } }, /animated/],
  ])('refuses a picture that is %s', (_name, change, why) => {
    expect(withPicture(change)).toMatchObject([{ severity: 'error', message: expect.stringMatching(why) }]);
  });

  it('only warns of a picture that may be see-through', () => {
    expect(withPicture({ coding: { ...coding, hasAlpha: true } })).toMatchObject([
      { severity: 'warning', fixes: [{ label: 'Fill with white', plan: { types: ['image/jpeg'] } }] },
    ]);
  });

  it('a provider that fetches pictures itself refuses files and private or data addresses', () => {
    expect(hasErrors(withPicture({}, { sources: ['url'] }))).toBe(true);
    for (const url of [
      'http://localhost/a.jpg',
      'https://192.168.1.4/a.jpg',
      'data:image/png;base64,AA',
      'file:///a.jpg',
      'nonsense',
      'https://me:secret@host.example/a.jpg',
    ]) {
      expect(hasErrors(withUrl(url)), url).toBe(true);
    }
    expect(withUrl('http://pictures.example/a.jpg').map(({ severity }) => severity)).toEqual(['warning']);
  });

  it('an image host lets a file go to a provider that fetches pictures itself, and each state has its words', () => {
    const request: GenerationRequest = { ...base, modelId: 'image', firstFrame: { kind: 'picture', picture: good } };
    const onlyUrl = models.map((spec) =>
      spec.image ? { ...spec, image: { ...spec.image, sources: ['url' as const] } } : spec,
    );
    const judged = (imageHost: ImageHostState, picture = good) =>
      validate({ ...request, firstFrame: { kind: 'picture', picture } }, onlyUrl, { imageHost });
    expect(judged('ready')).toEqual([]);
    // Its bytes are judged all the same.
    expect(hasErrors(judged('ready', { ...good, widthPixels: 100, heightPixels: 100 }))).toBe(true);
    for (const [state, words] of [
      ['absent', /set up an image host/],
      ['keyless', /key of your image host is missing/],
      ['private', /cannot reach your image host/],
    ] as const) {
      const [issue] = judged(state);
      expect(issue).toMatchObject({ severity: 'error', opens: 'image-host' });
      expect(issue?.message).toMatch(words);
      expect(issue?.message).toContain('public https address');
    }
  });

  it('offers fixes that really mend', () => {
    const broken: GenerationRequest[] = [
      { ...base, durationSeconds: 10, resolution: '1080P' },
      { ...base, firstFrame: { kind: 'picture', picture: good } },
      { ...base, modelId: 'image' },
      { ...base, prompt: 'a\u0007b' },
      { ...base, watermark: true },
      { ...base, callbackUrl: 'nonsense' },
      { ...base, prompt: 'The camera moves [pan left]' },
    ];
    for (const request of broken) {
      const fixes = validate(request, models).flatMap((issue) => issue.fixes);
      expect(fixes.length, JSON.stringify(request)).toBeGreaterThan(0);
      for (const fix of fixes) {
        if (fix.kind !== 'fields') throw new Error('None of these is mended by another picture.');
        const mended = { ...request, ...fix.change } as GenerationRequest;
        expect(validate(mended, models), fix.label).toEqual([]);
      }
    }
  });

  it('passes on the doubt that a model declares about its pictures, as a warning', () => {
    expect(withPicture({}, { warning: 'Pages disagree.' })).toMatchObject([
      { severity: 'warning', message: 'Pages disagree.' },
    ]);
  });
});
