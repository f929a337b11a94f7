import type { GridRow } from './grid-rows.ts';

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

/** The clip to focus; the present one where there is nothing further that way. `pageRows`: rows that fit on the screen. */
export function nextFocus(rows: readonly GridRow[], from: string, key: GridKey, pageRows: number): string {
  const lines = rows.flatMap((row) => (row.kind === 'tiles' ? [row.ids] : []));
  const line = lines.findIndex((ids) => ids.includes(from));
  const column = lines[line]?.indexOf(from) ?? 0;
  const all = lines.flat();
  const place = all.indexOf(from);
  switch (key) {
    case 'ArrowLeft':
      return all[place - 1] ?? from;
    case 'ArrowRight':
      return all[place + 1] ?? from;
    case 'ArrowUp':
      return inLine(lines, line - 1, column) ?? from;
    case 'ArrowDown':
      return inLine(lines, line + 1, column) ?? from;
    case 'PageUp':
      return inLine(lines, Math.max(0, line - Math.max(1, pageRows)), column) ?? from;
    case 'PageDown':
      return inLine(lines, Math.min(lines.length - 1, line + Math.max(1, pageRows)), column) ?? from;
    case 'Home':
      return all[0] ?? from;
    case 'End':
      return all.at(-1) ?? from;
  }
}

/** A short row has no such column: its last clip then. */
function inLine(lines: readonly string[][], line: number, column: number): string | undefined {
  return lines[line]?.[column] ?? lines[line]?.at(-1);
}
