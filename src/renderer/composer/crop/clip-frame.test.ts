import { expect, it } from 'vitest';
import { clipFrame, frameSentence } from './clip-frame.ts';

function frameOf(widthPixels: number, heightPixels: number, resolution: '768P' | '1080P' | undefined) {
  return clipFrame({ widthPixels, heightPixels }, resolution);
}

it('is the published one at 16:9, and a guess by the shorter side elsewhere', () => {
  expect(frameOf(1067, 600, '768P')).toEqual({ widthPixels: 1366, heightPixels: 768, known: 'published' });
  expect(frameOf(3840, 2160, '1080P')).toEqual({ widthPixels: 1920, heightPixels: 1080, known: 'published' });
  expect(frameOf(600, 600, '768P')).toEqual({ widthPixels: 768, heightPixels: 768, known: 'about' });
  expect(frameOf(600, 800, '1080P')).toEqual({ widthPixels: 1080, heightPixels: 1440, known: 'about' });
  expect(frameOf(600, 800, undefined)).toBeUndefined();
});

it('says whether the picture is enlarged or reduced', () => {
  const said = (width: number, height: number) =>
    frameSentence({ widthPixels: width, heightPixels: height }, frameOf(width, height, '768P'));
  expect(said(683, 384)).toBe('Enlarged 2 times for a clip of 1366 × 768, so it will look softer.');
  expect(said(1366, 768)).toBe('As large as a clip of 1366 × 768.');
  expect(said(1536, 1536)).toBe('Reduced to 50 % for a clip of about 768 × 768.');
  expect(frameSentence({ widthPixels: 1, heightPixels: 1 }, undefined)).toMatch(/does not say/);
});
