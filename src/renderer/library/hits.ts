export interface TextPart {
  /** Where it begins, in UTF-16 code units. */
  from: number;
  text: string;
  isHit: boolean;
}

/**
 * A text cut into what was found and what lies between. Words are compared as the search does it: in any case, and
 * with the wide and narrow forms of a letter as one. Pure.
 */
export function hitsIn(text: string, search: string): TextPart[] {
  const words = [...new Set(fold(search).split(/\s+/u))].filter((word) => word !== '');
  const { folded, origin } = foldedWithOrigin(text);
  const isHit = new Uint8Array(text.length);
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      isHit.fill(1, origin[at], origin[at + word.length] ?? text.length);
    }
  }
  const parts: TextPart[] = [];
  for (let from = 0; from < text.length;) {
    let to = from + 1;
    while (to < text.length && isHit[to] === isHit[from]) to += 1;
    parts.push({ from, text: text.slice(from, to), isHit: isHit[from] === 1 });
    from = to;
  }
  return parts;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Folding may lengthen a text, so each folded code unit remembers which letter it comes from. */
function foldedWithOrigin(text: string): { folded: string; origin: number[] } {
  let folded = '';
  const origin: number[] = [];
  let at = 0;
  for (const letter of text) {
    const one = fold(letter);
    for (let unit = 0; unit < one.length; unit += 1) origin.push(at);
    folded += one;
    at += letter.length;
  }
  return { folded, origin };
}
