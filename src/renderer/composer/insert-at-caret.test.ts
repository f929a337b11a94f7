import { expect, test } from 'vitest';
import { insertMove } from './insert-at-caret.ts';

/** `|` is the caret, `<…>` the selection. */
test.each([
  ['|', '[Pan left] |'],
  ['Gulls circle.|', 'Gulls circle. [Pan left] |'],
  ['Gulls circle. | Lanterns', 'Gulls circle. [Pan left] |Lanterns'],
  ['Gulls| circle', 'Gulls [Pan left] |circle'],
  ['Gulls|, circling', 'Gulls [Pan left]|, circling'],
  ['A <slow turn> over the bay', 'A [Pan left] |over the bay'],
  ['Line\n|', 'Line\n[Pan left] |'],
])('%j becomes %j', (before, after) => {
  const start = before.search(/[|<]/);
  const end = before.includes('<') ? before.indexOf('>') - 1 : start;
  const { text, caret } = insertMove(before.replace(/[|<>]/g, ''), start, end, 'Pan left');
  expect(`${text.slice(0, caret)}|${text.slice(caret)}`).toBe(after);
});
