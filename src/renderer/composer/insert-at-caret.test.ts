import { describe, expect, it } from 'vitest';
import { insertMove, insertWords } from './insert-at-caret.ts';
import type { Put } from './moves/bracket-at.ts';

/** `|` is the caret, `<` and `>` the ends of a selection. */
function put(marked: string, change: (text: string, start: number, end: number) => Put): string {
  const start = marked.search(/[|<]/);
  const end = marked.includes('<') ? marked.indexOf('>') - 1 : start;
  const text = marked.replace(/[|<>]/g, '');
  const { start: from, end: to, text: words, caret } = change(text, start, end);
  const next = text.slice(0, from) + words + text.slice(to);
  return `${next.slice(0, caret)}|${next.slice(caret)}`;
}

describe('inserting a move', () => {
  it.each([
    ['|', '[Pan left] |'],
    ['Gulls|', 'Gulls [Pan left] |'],
    ['Gulls |', 'Gulls [Pan left] |'],
    ['Gulls| circle', 'Gulls [Pan left] |circle'],
    ['Gulls|, then', 'Gulls [Pan left]|, then'],
    ['A <big> boat', 'A [Pan left] |boat'],
    ['海鸥盘旋|。', '海鸥盘旋 [Pan left]|。'],
  ])('%j becomes %j', (before, after) => {
    expect(put(before, (text, start, end) => insertMove(text, start, end, 'Pan left'))).toBe(after);
  });
});

describe('inserting words', () => {
  it.each([
    ['|', 'a fox|'],
    ['At dusk|', 'At dusk a fox|'],
    ['At dusk | runs', 'At dusk a fox| runs'],
    ['At dusk |runs', 'At dusk a fox| runs'],
    ['<all of it>', 'a fox|'],
  ])('%j becomes %j', (before, after) => {
    expect(put(before, (text, start, end) => insertWords(text, start, end, 'a fox'))).toBe(after);
  });
});
