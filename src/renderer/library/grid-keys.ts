import type { GridLayout } from './grid-layout.ts';

/** Where the focus goes on a key, in a grid whose rows may be shorter than the others at the end of a day. Pure. */

export type GridKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End' | 'PageUp' | 'PageDown';

const gridKeys: readonly string[] = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
];

export function isGridKey(key: string): key is GridKey {
  return gridKeys.includes(key);
}

/** `pageRows`: rows that fit on the screen. `direction`: where the next tile of a row stands. */
export interface GridView {
  pageRows: number;
  direction: 'ltr' | 'rtl';
}

/** The place to go to; the present one where there is nothing further that way. */
export function nextPlace(layout: GridLayout, from: number, key: GridKey, { pageRows, direction }: GridView): number {
  const last = layout.total - 1;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return (key === 'ArrowRight') === (direction === 'ltr') ? Math.min(last, from + 1) : Math.max(0, from - 1);
    case 'ArrowUp':
      return inRows(layout, from, -1);
    case 'ArrowDown':
      return inRows(layout, from, 1);
    case 'PageUp':
      return inRows(layout, from, -Math.max(1, pageRows));
    case 'PageDown':
      return inRows(layout, from, Math.max(1, pageRows));
    case 'Home':
      return 0;
    case 'End':
      return last;
  }
}

/** So many rows of tiles further; heads do not count, and a row that is too short gives its last clip. */
function inRows(layout: GridLayout, from: number, steps: number): number {
  const start = layout.rowOf(from);
  const here = layout.row(start);
  if (here?.kind !== 'tiles') return from;
  let target = here;
  let left = Math.abs(steps);
  for (let index = start + Math.sign(steps); left > 0; index += Math.sign(steps)) {
    const row = layout.row(index);
    if (row === undefined) break;
    if (row.kind !== 'tiles') continue;
    target = row;
    left -= 1;
  }
  if (target === here) return from;
  return target.first + Math.min(from - here.first, target.count - 1);
}
