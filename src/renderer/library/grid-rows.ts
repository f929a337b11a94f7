import { dayName, startOfDay } from './times.ts';

/** The clips as the virtual list draws them: days, and rows of tiles below each. Pure. */

export type GridRow =
  | { kind: 'day'; key: string; name: string; group: string; /** How many clips, where all of them are loaded. */ count?: number }
  | { kind: 'tiles'; key: string; group: string; ids: string[]; /** Place of the first tile among all clips. */ first: number; lastOfDay: boolean };

export interface DatedClip {
  id: string;
  createdAt: number;
}

/**
 * `complete` says that nothing older is left to load: only then is the count of the oldest day known to be true.
 */
export function gridRows(clips: readonly DatedClip[], columns: number, complete: boolean, now: number, locale?: string): GridRow[] {
  const rows: GridRow[] = [];
  for (let from = 0; from < clips.length; ) {
    const day = startOfDay(clips[from]?.createdAt ?? 0);
    let to = from;
    while (to < clips.length && startOfDay(clips[to]?.createdAt ?? 0) === day) to += 1;
    // Clocks jump, so one day can come up twice; the first clip tells the two apart.
    const group = `${day}-${clips[from]?.id}`;
    const countIsTrue = complete || to < clips.length;
    rows.push({ kind: 'day', key: `day-${group}`, group, name: dayName(day, now, locale), ...(countIsTrue && { count: to - from }) });
    for (let first = from; first < to; first += columns) {
      const ids = clips.slice(first, Math.min(first + columns, to)).map(({ id }) => id);
      rows.push({ kind: 'tiles', key: `tiles-${ids[0]}`, group, ids, first, lastOfDay: first + columns >= to });
    }
    from = to;
  }
  return rows;
}

/** Which row holds a clip; -1 when it is not listed. */
export function rowOf(rows: readonly GridRow[], id: string | undefined): number {
  return id === undefined ? -1 : rows.findIndex((row) => row.kind === 'tiles' && row.ids.includes(id));
}
