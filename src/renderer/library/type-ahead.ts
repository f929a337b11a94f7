/** Letters typed over the list lead to the next clip whose prompt begins with them. */

/** Letters that come within this time belong together. */
const togetherMs = 900;

let typed = '';
let typedAt = -Infinity;

interface Among {
  from: number;
  total: number;
  promptAt: (place: number) => string | undefined;
}

/**
 * The place to go to; undefined when the key is no letter, or nothing that has been read begins so. The first letter
 * goes on to the next clip, further ones stay on a clip that still fits.
 */
export function typedAhead(key: string, at: number, { from, total, promptAt }: Among): number | undefined {
  const isFresh = at - typedAt > togetherMs;
  // A space begins no word: alone it plays the clip.
  if ([...key].length !== 1 || (isFresh && key === ' ')) return undefined;
  typed = (isFresh ? '' : typed) + key.toLowerCase();
  typedAt = at;
  const first = isFresh ? 1 : 0;
  for (let step = first; step < total; step += 1) {
    const place = (from + step) % total;
    if (promptAt(place)?.trimStart().toLowerCase().startsWith(typed) === true) return place;
  }
  return undefined;
}
