import { expect, it } from 'vitest';
import type { KeptPicture } from '../request.ts';
import { metadataKinds } from './facts.ts';
import { metadataWords, removedFrom, stepWords } from './words.ts';

const kept: KeptPicture = { id: 'a'.repeat(64), type: 'image/jpeg', sizeBytes: 9, widthPixels: 400, heightPixels: 400 };

it('details are told in a sentence, always in the same order', () => {
  expect(metadataWords([])).toBe('');
  expect(metadataWords(['camera'])).toBe('camera details');
  expect(metadataWords(['time', 'camera', 'location'])).toBe('location, camera details and date and time');
  for (const kind of metadataKinds) expect(metadataWords([kind])).toMatch(/^[a-z ]+$/);
});

it('what was taken out of the source was taken out of what was made of it', () => {
  expect(removedFrom(kept)).toEqual([]);
  expect(removedFrom({ ...kept, removed: ['text'] })).toEqual(['text']);
  const source: KeptPicture = { ...kept, removed: ['thumbnail', 'location'] };
  expect(removedFrom({ ...kept, removed: ['text'], edit: { source, steps: ['cropped'] } })).toEqual([
    'location',
    'text',
    'thumbnail',
  ]);
});

it('every step has its words', () => {
  for (const words of Object.values(stepWords)) expect(words).toMatch(/^[a-z ]+$/);
});
