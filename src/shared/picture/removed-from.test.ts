import { expect, it } from 'vitest';
import type { KeptPicture } from '../request.ts';
import { removedFrom } from './removed-from.ts';

const kept: KeptPicture = { id: 'a'.repeat(64), type: 'image/jpeg', sizeBytes: 9, widthPixels: 400, heightPixels: 400 };

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
