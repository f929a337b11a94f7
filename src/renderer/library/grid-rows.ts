import { dayName, startOfDay } from './times.ts';

/** The clips as the virtual list draws them: days, and rows of tiles below each. Pure. */

export type GridRow =
  | {
      kind: 'day';
      group: string;
      name: string;
      /** How many clips, where all of them are loaded. */
      count?: number;
    }
  | {
      kind: 'tiles';
      group: string;
      ids: string[];
      /** Place of the first tile among all clips. */
      first: number;
      lastOfDay: boolean;
    };

export interface DatedClip {
  id: string;
  createdAt: number;
}

/**
 * `complete` says that nothing older is left to load: only then is the count of the oldest day known to be true.
 */
export function gridRows(
  clips: readonly DatedClip[],
  columns: number,
  complete: boolean,
  now: number,
  locale?: string,
): GridRow[] {
  const rows: GridRow[] = [];
  const turns = new Map<number, number>();
  for (let from = 0; from < clips.length;) {
    const day = startOfDay(clips[from]?.createdAt ?? 0);
    const nextDay = new Date(day).setHours(24, 0, 0, 0);
    let to = from;
    while (to < clips.length && isBetween(clips[to]?.createdAt ?? 0, day, nextDay)) to += 1;
    // Clocks jump, so one day can come up twice. The key must not change when a new clip comes in at the top.
    const turn = (turns.get(day) ?? 0) + 1;
    turns.set(day, turn);
    const group = `${day}-${turn}`;
    const countIsTrue = complete || to < clips.length;
    rows.push({ kind: 'day', group, name: dayName(day, now, locale), ...(countIsTrue && { count: to - from }) });
    for (let first = from; first < to; first += columns) {
      const ids = clips.slice(first, Math.min(first + columns, to)).map(({ id }) => id);
      rows.push({ kind: 'tiles', group, ids, first, lastOfDay: first + columns >= to });
    }
    from = to;
  }
  return rows;
}

/** Which row holds a clip; -1 when it is not listed. */
export function rowOf(rows: readonly GridRow[], id: string | undefined): number {
  return id === undefined ? -1 : rows.findIndex((row) => row.kind === 'tiles' && row.ids.includes(id));
}

function isBetween(at: number, from: number, before: number): boolean {
  return at >= from && at < before;
}

export interface PlacedRow {
  row: GridRow;
  /** Distance from the top, in pixels. */
  start: number;
}

export interface RowGroup {
  group: string;
  name: string;
  parts: PlacedRow[];
}

/** The rows near the screen, gathered by day again. `names` gives the day of a group whose head is far above. */
export function rowGroups(parts: readonly PlacedRow[], names: ReadonlyMap<string, string>): RowGroup[] {
  const groups: RowGroup[] = [];
  for (const part of parts) {
    const { group } = part.row;
    const last = groups.at(-1);
    if (last?.group === group) last.parts.push(part);
    else groups.push({ group, name: names.get(group) ?? '', parts: [part] });
  }
  return groups;
}

export function groupNames(rows: readonly GridRow[]): Map<string, string> {
  return new Map(rows.flatMap((row) => (row.kind === 'day' ? [[row.group, row.name]] : [])));
}
