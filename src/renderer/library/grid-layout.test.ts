import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridLayout, type GridRow } from './grid-layout.ts';

const monday = new Date(2026, 10, 16).getTime();
const tuesday = new Date(2026, 10, 17).getTime();

function rowsOf(...args: Parameters<typeof gridLayout>): (GridRow | undefined)[] {
  const layout = gridLayout(...args);
  return Array.from({ length: layout.rows }, (_, index) => layout.row(index));
}

describe('rows by day', () => {
  test('each day has a head and rows of as many tiles as there are columns', () => {
    const rows = rowsOf(
      [
        { startAt: tuesday, count: 3 },
        { startAt: monday, count: 2 },
      ],
      5,
      2,
    );
    expect(rows).toMatchObject([
      { kind: 'head', count: 3 },
      { kind: 'tiles', first: 0, count: 2, lastOfGroup: false },
      { kind: 'tiles', first: 2, count: 1, lastOfGroup: true },
      { kind: 'head', count: 2 },
      { kind: 'tiles', first: 3, count: 2, lastOfGroup: true },
    ]);
  });

  test('a list that is not by date has no heads', () => {
    expect(rowsOf(undefined, 3, 2)).toMatchObject([
      { kind: 'tiles', first: 0, count: 2 },
      { kind: 'tiles', first: 2, count: 1 },
    ]);
  });

  test('a clip that comes in at the top does not rename its day, so that nothing is drawn anew', () => {
    const before = rowsOf([{ startAt: tuesday, count: 2 }], 2, 4)[0]?.group;
    const after = rowsOf([{ startAt: tuesday, count: 3 }], 3, 4)[0]?.group;
    expect(after).toBe(before);
  });

  test('a day that comes up twice, because a clock jumped, is two groups', () => {
    const days = [tuesday, monday, tuesday].map((startAt) => ({ startAt, count: 1 }));
    expect(new Set(rowsOf(days, 3, 4).map((row) => row?.group)).size).toBe(3);
  });

  test('the total is the truth when the days were counted a moment before or after', () => {
    expect(gridLayout([{ startAt: tuesday, count: 5 }], 3, 2).rows).toBe(3);
    expect(gridLayout([{ startAt: tuesday, count: 1 }], 5, 2).rows).toBe(4);
  });
});

test('every clip stands in exactly one row, and its row holds it', () => {
  const day = fc.record({ startAt: fc.integer(), count: fc.integer({ min: 0, max: 40 }) });
  fc.assert(
    fc.property(fc.array(day, { maxLength: 20 }), fc.integer({ min: 1, max: 9 }), (days, columns) => {
      const total = days.reduce((sum, { count }) => sum + count, 0);
      const layout = gridLayout(days, total, columns);
      const held = Array.from({ length: layout.rows }, (_, index) => layout.row(index)).flatMap((row, index) =>
        row?.kind === 'tiles' ? Array.from({ length: row.count }, (_, k) => ({ place: row.first + k, index })) : [],
      );
      expect(held.map(({ place }) => place)).toEqual(Array.from({ length: total }, (_, place) => place));
      for (const { place, index } of held) expect(layout.rowOf(place)).toBe(index);
      expect(layout.rowOf(total)).toBe(-1);
    }),
  );
});

test('a hundred thousand clips over two years are laid out at once', () => {
  const days = Array.from({ length: 730 }, (_, index) => ({ startAt: monday - index * 86_400_000, count: 137 }));
  const layout = gridLayout(days, 100_000, 5);
  expect(layout.row(layout.rowOf(99_999))).toMatchObject({ kind: 'tiles', lastOfGroup: true });
});
