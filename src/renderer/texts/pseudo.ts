/**
 * Languages that nobody speaks, for tests of the layout: `?pseudo=long` makes every text 40 % longer, as German or
 * Finnish would; `?pseudo=rtl` draws the window from right to left.
 */
export interface Pseudo {
  direction: 'ltr' | 'rtl';
  change(text: string): string;
}

export function pseudoFor(search: string): Pseudo | undefined {
  switch (new URLSearchParams(search).get('pseudo')) {
    case 'long':
      return { direction: 'ltr', change: longer };
    case 'rtl':
      return { direction: 'rtl', change: (text) => text };
    default:
      return undefined;
  }
}

/** Words, not one long word: what cannot be broken would be a harder test than any language is. */
function longer(text: string): string {
  const lengthOfMore = Math.ceil(text.length * 0.4);
  const more = ' lorem ipsum dolor sit amet consectetur'.repeat(Math.ceil(lengthOfMore / 39)).slice(0, lengthOfMore);
  return `${text}${more}`;
}
