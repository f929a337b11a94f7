import type { Put } from './moves/bracket-at.ts';

/** A camera move in the place of the selection, parted from the words around it by one space. */
export function insertMove(text: string, selectionStart: number, selectionEnd: number, move: string): Put {
  const before = text.slice(0, selectionStart);
  const after = text.slice(selectionEnd);
  const lead = before === '' || /\s$/.test(before) ? '' : ' ';
  const tail = /^[\s,.;:!?)，。；：！？）]/.test(after) ? '' : ' ';
  const put = `${lead}[${move}]${tail}`;
  // A space that stands there already is stepped over: writing goes on behind it.
  const caret = selectionStart + put.length + (after.startsWith(' ') ? 1 : 0);
  return { start: selectionStart, end: selectionEnd, text: put, caret };
}

/** A whole prompt in the place of the selection; it stands on its own where there is text around it. */
export function insertWords(text: string, selectionStart: number, selectionEnd: number, words: string): Put {
  const before = text.slice(0, selectionStart);
  const after = text.slice(selectionEnd);
  const lead = before === '' || /\s$/.test(before) ? '' : ' ';
  const tail = after === '' || /^\s/.test(after) ? '' : ' ';
  const put = `${lead}${words}${tail}`;
  return { start: selectionStart, end: selectionEnd, text: put, caret: selectionStart + put.length - tail.length };
}
