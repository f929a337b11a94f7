import { expect, it } from 'vitest';
import { coarse, open, pictureOf, shot } from './batch/plan-rig.ts';
import { compareShots, translateRequest } from './translate-request.ts';

const alone = { imageHost: 'absent' } as const;

it('changes nothing where the provider offers all of it', () => {
  const translation = translateRequest(shot, open, alone);
  expect(translation?.request).toEqual(shot);
  expect(translation?.differences).toEqual([]);
  expect(translation?.refusals).toEqual([]);
});

it('says what cannot be chosen elsewhere, and sends nothing of it', () => {
  const translation = translateRequest(shot, coarse, alone);
  expect(translation?.request).toEqual({ providerId: 'coarse', modelId: 'coarse-model', prompt: 'A calm sea' });
  expect(translation?.differences.map(({ message }) => message)).toEqual([
    'The length cannot be chosen here.',
    'The resolution cannot be chosen here.',
    'Optimizing the prompt cannot be switched here.',
  ]);
});

it('keeps the length and gives up the sharpness where both together are not made', () => {
  const translation = translateRequest({ ...shot, providerId: 'coarse', durationSeconds: 10 }, open, alone);
  expect(translation?.request).toMatchObject({ durationSeconds: 10, resolution: '768P' });
  expect(translation?.differences.map(({ message }) => message)).toEqual(['768P here: 1080P is not made at 10 s.']);
});

it('never drops a picture in silence', () => {
  const firstFrame = pictureOf();
  const translation = translateRequest({ ...shot, ...(firstFrame && { firstFrame }) }, coarse, alone);
  expect(translation?.request.firstFrame).toEqual(firstFrame);
  expect(translation?.refusals.map(({ message }) => message)).toEqual(['Base takes no picture.']);
});

it('takes the model that a picture needs', () => {
  const [text] = coarse.models;
  const [image] = open.models;
  if (text === undefined || image === undefined) throw new Error('the rig has models');
  const both = {
    ...open,
    models: [
      { ...text, id: 'text' },
      { ...image, id: 'image' },
    ],
  };
  const firstFrame = pictureOf();
  expect(translateRequest(shot, both, alone)?.modelId).toBe('text');
  expect(translateRequest({ ...shot, ...(firstFrame && { firstFrame }) }, both, alone)?.modelId).toBe('image');
});

it('says what differs between the providers, and what all share', () => {
  const other = { ...open, id: 'other', name: 'Other' };
  const words = (...providers: Parameters<typeof compareShots>[1][number][]): string[] =>
    compareShots(shot, providers, () => 'absent').differences.map(({ message }) => message);
  expect(words(open, other)).toEqual(['The prompt is optimized by all.']);
  expect(words(open, coarse)).toEqual([
    'Open: 6 s.',
    'Coarse: the length cannot be chosen.',
    'Open: 1080P.',
    'Coarse: the resolution cannot be chosen.',
    'Open: the prompt is optimized.',
  ]);
});
