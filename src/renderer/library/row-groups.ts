import type { PlacedRow } from './use-clip-list.ts';

export interface RowGroup {
  group: string;
  rows: PlacedRow[];
}

/** The rows near the screen, gathered by day again. Pure. */
export function rowGroups(placed: readonly PlacedRow[]): RowGroup[] {
  const groups: RowGroup[] = [];
  for (const one of placed) {
    const { group } = one.row;
    const last = groups.at(-1);
    if (last?.group === group) last.rows.push(one);
    else groups.push({ group, rows: [one] });
  }
  return groups;
}
