import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hitsIn } from './hits.ts';

const marked = (text: string, search: string) =>
  hitsIn(text, search)
    .map(({ text: part, isHit }) => (isHit ? `[${part}]` : part))
    .join('');

test.each([
  ['A red fox', 'FOX', 'A red [fox]'],
  ['A red fox', 'red f', 'A [red] [f]ox'],
  ['霓虹雨夜的街道', '雨夜', '霓虹[雨夜]的街道'],
  ['ＡＢＣ wide', 'abc', '[ＡＢＣ] wide'],
  ['İstanbul by night', 'night', 'İstanbul by [night]'],
  ['🦊 fox', 'fox', '🦊 [fox]'],
  ['aaa', 'aa', '[aaa]'],
  ['nothing', 'else', 'nothing'],
])('in %s, %s is found: %s', (text, search, expected) => {
  expect(marked(text, search)).toBe(expected);
});

test('whatever is sought, the parts make up the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, search) => {
      expect(
        hitsIn(text, search)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
