import { expect, it } from 'vitest';
import type { KeptPicture, Picture } from '../../../shared/request.ts';
import { isEditedByHand, pictureText, removedSentence, sentFacts } from './sent-facts.ts';

const source: KeptPicture = {
  id: 'a'.repeat(64),
  type: 'image/png',
  sizeBytes: 4_212_000,
  widthPixels: 3000,
  heightPixels: 600,
  removed: ['camera', 'location'],
};
const cropped: Picture = {
  id: 'b'.repeat(64),
  type: 'image/jpeg',
  sizeBytes: 412_332,
  widthPixels: 1500,
  heightPixels: 600,
  edit: {
    source,
    area: { leftPixels: 750, topPixels: 0, widthPixels: 1500, heightPixels: 600 },
    steps: ['cropped', 'shrunk', 'converted'],
  },
};

function factsOf(picture: Picture) {
  return Object.fromEntries(sentFacts(picture).map(({ name, text }) => [name, text]));
}

it('tells the exact bytes and everything that was done on the way to them', () => {
  expect(factsOf(cropped)).toEqual({
    Format: 'JPEG',
    Size: '412.3 kB (412,332 bytes)',
    Dimensions: '1500 × 600',
    'Made from': 'PNG, 3000 × 600, 4.2 MB',
    'Done to it': 'cropped, shrunk and converted to JPEG',
    Removed: expect.stringContaining('camera details') as string,
  });
});

it('says so where nothing was done', () => {
  const facts = factsOf({ ...source, removed: [] });
  expect(facts['Done to it']).toMatch(/^nothing/);
  expect(facts['Removed']).toMatch(/^nothing/);
  expect(facts['Made from']).toBeUndefined();
});

it('what was removed from the file is told of every picture made from it', () => {
  expect(removedSentence(cropped)).toMatch(/ and camera details removed$/);
  expect(removedSentence({ ...source, removed: ['time'] })).toBe('Date and time removed');
  expect(removedSentence({ ...source, removed: [] })).toBeUndefined();
});

it('only what the person did can be taken back', () => {
  expect(isEditedByHand(source)).toBe(false);
  expect(isEditedByHand({ ...cropped, edit: { source, steps: ['turned'] } })).toBe(false);
  expect(isEditedByHand(cropped)).toBe(true);
  expect(pictureText(cropped)).toBe('JPEG, 1500 × 600, 412.3 kB');
});
