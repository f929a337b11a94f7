/**
 * Where each clip of a list stands in the grid: days or months with a head, and rows of tiles below each. Knows only how many
 * clips each day has, so that a list of 100,000 is laid out before any of them has been read. Pure.
 */

export type GridRow =
  | { kind: 'head'; group: string; count: number }
  | {
      kind: 'tiles';
      group: string;
      /** Place of the first tile among all clips, from 0. */
      first: number;
      count: number;
      lastOfGroup: boolean;
    };

export interface ClipGroup {
  /** Start of the day, or of the month; absent where the list is not by date: then the group has no head. */
  startAt?: number | undefined;
  /** Absent: a day. */
  unit?: 'month';
  count: number;
}

export interface GridLayout {
  /** How many rows there are, heads included. */
  rows: number;
  total: number;
  columns: number;
  row(index: number): GridRow | undefined;
  /** The row that holds the clip at this place; -1 when there is no such clip. */
  rowOf(place: number): number;
  /** What a group stands for, by its key. */
  groupOf(key: string): ClipGroup | undefined;
}

interface PlacedGroup extends ClipGroup {
  key: string;
  firstRow: number;
  firstClip: number;
}

/** `total` is the truth: days that were counted a moment earlier are cut or filled up to it. */
export function gridLayout(days: readonly ClipGroup[] | undefined, total: number, columns: number): GridLayout {
  const groups = placed(fitted(days ?? [], total), columns);
  const byKey = new Map(groups.map((group) => [group.key, group]));
  const last = groups.at(-1);
  const rows = last === undefined ? 0 : last.firstRow + rowsIn(last, columns);

  function groupAt(value: number, of: 'firstRow' | 'firstClip'): PlacedGroup | undefined {
    let low = 0;
    let high = groups.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((groups[middle]?.[of] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    return groups[low - 1];
  }

  return {
    rows,
    total,
    columns,
    row(index) {
      const group = index < 0 || index >= rows ? undefined : groupAt(index, 'firstRow');
      if (group === undefined) return undefined;
      const line = index - group.firstRow - headsOf(group);
      if (line < 0) return { kind: 'head', group: group.key, count: group.count };
      const from = line * columns;
      return {
        kind: 'tiles',
        group: group.key,
        first: group.firstClip + from,
        count: Math.min(columns, group.count - from),
        lastOfGroup: from + columns >= group.count,
      };
    },
    rowOf(place) {
      const group = place < 0 || place >= total ? undefined : groupAt(place, 'firstClip');
      if (group === undefined) return -1;
      return group.firstRow + headsOf(group) + Math.floor((place - group.firstClip) / columns);
    },
    groupOf: (key) => byKey.get(key),
  };
}

function fitted(days: readonly ClipGroup[], total: number): ClipGroup[] {
  const groups: ClipGroup[] = [];
  let left = total;
  for (const day of days) {
    const count = Math.min(day.count, left);
    if (count > 0) groups.push({ ...day, count });
    left -= count;
  }
  if (left <= 0) return groups;
  const last = groups.at(-1);
  if (last === undefined) return [{ count: left }];
  return [...groups.slice(0, -1), { ...last, count: last.count + left }];
}

function placed(groups: readonly ClipGroup[], columns: number): PlacedGroup[] {
  const turns = new Map<string, number>();
  let firstRow = 0;
  let firstClip = 0;
  return groups.map((group) => {
    // Clocks jump, so one day can come up twice. The key must not change when a new clip comes in at the top.
    const name = `${group.unit ?? 'day'} ${group.startAt ?? 'all'}`;
    const turn = (turns.get(name) ?? 0) + 1;
    turns.set(name, turn);
    const one = { ...group, key: `${name} ${turn}`, firstRow, firstClip };
    firstRow += rowsIn(group, columns);
    firstClip += group.count;
    return one;
  });
}

function headsOf(group: ClipGroup): number {
  return group.startAt === undefined ? 0 : 1;
}

function rowsIn(group: ClipGroup, columns: number): number {
  return headsOf(group) + Math.ceil(group.count / columns);
}
