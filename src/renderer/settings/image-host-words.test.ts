import { expect, it } from 'vitest';
import type { ImageHostView } from '../../shared/contract.ts';
import { imageHostStateText, leftBehindText, pairPlaceholder } from './image-host-words.ts';

const view: ImageHostView = { configured: true, keyState: { source: 'keychain', hint: '1234' }, leftBehind: 0 };

it.each<[Partial<ImageHostView>, string]>([
  [{ configured: false }, 'No image host is set up.'],
  [{ keyState: { source: 'none' } }, 'The key pair is missing.'],
  [{ keyState: { source: 'unreadable' } }, 'The stored key pair cannot be opened. Type it again.'],
  [{ keyState: { source: 'environment' } }, 'Set up, with the key pair from the environment.'],
  [{}, 'Set up, with the key pair whose ID ends in 1234.'],
])('%j reads “%s”', (change, text) => {
  expect(imageHostStateText({ ...view, ...change })).toBe(text);
});

it.each<[Partial<ImageHostView>, RegExp | undefined]>([
  [{}, undefined],
  [{ leftBehind: 1 }, /^1 picture lies there at the moment\. Conch deletes it when/],
  [{ leftBehind: 2 }, /^2 pictures lie there .* deletes them/],
  [{ leftBehind: 2, configured: false }, /at the former image host/],
  [{ leftBehind: 1, keyState: { source: 'none' } }, /can delete it only with the key pair/],
])('%j: what lies there', (change, text) => {
  const said = leftBehindText({ ...view, ...change });
  if (text === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(text);
});

it('the empty key fields say what is stored', () => {
  expect(pairPlaceholder(view, 'secret')).toBe('Saved. Type to replace.');
  expect(pairPlaceholder({ ...view, keyState: { source: 'none' } }, 'ID')).toBe('Paste the access key ID');
});
