import { describe, expect, test } from 'vitest';
import { gridMeasures, rowHeight, tileLeft } from './grid-measures.ts';
import { gridRows, groupNames, rowGroups, rowOf, type DatedClip } from './grid-rows.ts';

const now = new Date(2026, 10, 21, 14, 0).getTime();
const day = 86_400_000;

function clips(...ages: number[]): DatedClip[] {
  return ages.map((age, index) => ({ id: String(index), createdAt: now - age }));
}

describe('rows by day', () => {
  test('each day has a head and rows of as many tiles as there are columns', () => {
    const rows = gridRows(clips(0, 1, 2, day, day), 2, true, now, 'en-GB');
    expect(rows).toEqual([
      { kind: 'day', group: expect.any(String), name: 'Today', count: 3 },
      { kind: 'tiles', group: expect.any(String), ids: ['0', '1'], first: 0, lastOfDay: false },
      { kind: 'tiles', group: expect.any(String), ids: ['2'], first: 2, lastOfDay: true },
      { kind: 'day', group: expect.any(String), name: 'Yesterday', count: 2 },
      { kind: 'tiles', group: expect.any(String), ids: ['3', '4'], first: 3, lastOfDay: true },
    ]);
  });

  test('the oldest day has no count while older clips may still be loaded', () => {
    const heads = gridRows(clips(0, day), 4, false, now).filter((row) => row.kind === 'day');
    expect(heads.map(({ count }) => count)).toEqual([1, undefined]);
  });

  test('a clip that comes in at the top does not rename its day, so that nothing is drawn anew', () => {
    const before = gridRows(clips(5, 6), 4, true, now)[0]?.group;
    const after = gridRows([{ id: 'new', createdAt: now }, ...clips(5, 6)], 4, true, now)[0]?.group;
    expect(after).toBe(before);
  });

  test('a day that comes up twice, because a clock jumped, is two groups', () => {
    const groups = gridRows(clips(0, day, 0), 4, true, now).map(({ group }) => group);
    expect(new Set(groups).size).toBe(3);
  });

  test('rows near the screen are gathered by day, also when the head is far above', () => {
    const rows = gridRows(clips(0, 1, 2, day), 1, true, now);
    const seen = rows.slice(2).map((row, index) => ({ row, start: index }));
    const groups = rowGroups(seen, groupNames(rows));
    expect(groups.map(({ name, parts }) => [name, parts.length])).toEqual([
      ['Today', 2],
      ['Yesterday', 2],
    ]);
  });

  test('the row of a clip', () => {
    const rows = gridRows(clips(0, 1, 2, day), 2, true, now);
    expect(rowOf(rows, '2')).toBe(2);
    expect(rowOf(rows, 'elsewhere')).toBe(-1);
    expect(rowOf(rows, undefined)).toBe(-1);
  });
});

describe('measures', () => {
  test('as many columns of at least 176 as fit, filling the width', () => {
    const measures = gridMeasures(920);
    expect(measures.columns).toBe(4);
    expect(tileLeft(3, measures) + measures.tileWidth).toBeCloseTo(920);
  });

  test('one column always, even with no room', () => {
    expect(gridMeasures(0)).toEqual({ columns: 1, tileWidth: 0, posterHeight: 0 });
  });

  test('row heights are known beforehand', () => {
    const measures = gridMeasures(920);
    const [head, row] = gridRows(clips(0), 4, true, now);
    expect(rowHeight(head, measures)).toBe(32);
    expect(rowHeight(row, measures)).toBeCloseTo((218 * 9) / 16 + 41 + 12);
  });
});
