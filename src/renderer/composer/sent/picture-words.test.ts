import { expect, it } from 'vitest';
import { metadataKinds } from '../../../shared/picture/facts.ts';
import { pictureSteps } from '../../../shared/picture/fix.ts';
import { removedWords, stepWords } from './picture-words.ts';

it('details are told in a sentence', () => {
  expect(removedWords(['camera'])).toBe('camera details');
  expect(removedWords(['location', 'camera', 'time'])).toBe('location, camera details and date and time');
  for (const kind of metadataKinds) expect(removedWords([kind])).toMatch(/^[a-z ]+$/);
});

it('every step has its words', () => {
  for (const step of pictureSteps) expect(stepWords(step, 'JPEG')).toMatch(/^[a-z ]+(?:JPEG)?$/);
});
