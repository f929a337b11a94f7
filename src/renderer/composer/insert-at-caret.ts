export interface Inserted {
  text: string;
  /** Where the caret stands afterwards, in UTF-16 units. */
  caret: number;
}

/** Puts a camera move in the place of the selection, parted from the words around it by one space. */
export function insertMove(text: string, selectionStart: number, selectionEnd: number, move: string): Inserted {
  const before = text.slice(0, selectionStart);
  const after = text.slice(selectionEnd);
  const lead = before === '' || /\s$/.test(before) ? '' : ' ';
  const tail = /^[\s,.;:!?)]/.test(after) ? '' : ' ';
  const head = `${before}${lead}[${move}]${tail}`;
  // A space that stands there already is stepped over: writing goes on behind it.
  return { text: head + after, caret: head.length + (after.startsWith(' ') ? 1 : 0) };
}
