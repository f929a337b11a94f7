import { expect, it } from 'vitest';
import type { KeptPicture, Picture } from '../../../shared/request.ts';
import { sampleImageRules, sampleSpec } from '../../samples.ts';
import { validate } from '../../../shared/validate.ts';
import { cropOffered, cropSourceOf } from './crop-source.ts';

const source: KeptPicture = {
  id: 'a'.repeat(64),
  type: 'image/jpeg',
  sizeBytes: 1_000_000,
  widthPixels: 3000,
  heightPixels: 600,
};
const area = { leftPixels: 10, topPixels: 0, widthPixels: 1500, heightPixels: 600 };
const cropped: Picture = { ...source, id: 'b'.repeat(64), edit: { source, area, steps: ['cropped'] } };

it('is the very first picture with the last crop on it', () => {
  expect(cropSourceOf(cropped)).toEqual({ picture: source, start: area });
  expect(cropSourceOf(source)).toEqual({ picture: source, start: undefined });
});

it('is the picture itself where its source cannot be shown upright', () => {
  const { edit: _edit, ...itself } = cropped;
  for (const change of [{ type: 'image/heic' }, { type: 'image/png', orientation: 6 }] as const) {
    const unseen = { ...cropped, edit: { source: { ...source, ...change }, area, steps: [] } };
    expect(cropSourceOf(unseen)).toEqual({ picture: itself, start: undefined });
  }
});

it('the first crop that is on offer is the one to be drawn', () => {
  const spec = sampleSpec({ image: sampleImageRules() });
  const request = { providerId: 'provider-a', modelId: spec.id, prompt: 'A' };
  const issuesOf = (picture: Picture) => validate({ ...request, firstFrame: { kind: 'picture', picture } }, [spec]);
  expect(cropOffered(issuesOf(source))).toMatchObject({ topPixels: 0, widthPixels: 1066, heightPixels: 600 });
  expect(cropOffered(issuesOf({ ...source, widthPixels: 1200 }))).toBeUndefined();
});
