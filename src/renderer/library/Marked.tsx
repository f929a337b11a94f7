import { hitsIn } from './hits.ts';

/** A text in which the words that were searched for are marked. */
export function Marked({ text, search }: { text: string; search: string }) {
  if (search.trim() === '') return text;
  return hitsIn(text, search).map(({ from, text: part, isHit }) =>
    isHit ? (
      <mark key={from} className="pointer-events-none bg-transparent font-semibold text-accent">
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
