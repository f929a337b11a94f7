import { describe, expect, test } from 'vitest';
import { moveBy, moveToGap, type Move } from './move-goal.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const ids = (...all: string[]) => new Set(all);

/** What the core does with a move. */
function moved(move: Move | undefined): string {
  if (move === undefined) return order.join('');
  const rest = order.filter((id) => !move.ids.includes(id));
  const { to } = move;
  const at = 'id' in to ? rest.indexOf(to.id) + Number(to.where === 'after') : to.where === 'first' ? 0 : rest.length;
  return rest.toSpliced(at, 0, ...move.ids).join('');
}

describe('moving by steps', () => {
  test.each([
    [['c'], 'up', 'acbde'],
    [['c'], 'down', 'abdce'],
    [['c', 'd'], 'up', 'acdbe'],
    [['b', 'c'], 'down', 'adbce'],
    [['d', 'b'], 'first', 'bdace'],
    [['a', 'c'], 'last', 'bdeac'],
  ] as const)('%s %s', (chosen, step, expected) => {
    expect(moved(moveBy(order, ids(...chosen), step))).toBe(expected);
  });

  test('clips that stand apart come together first', () => {
    expect(moved(moveBy(order, ids('a', 'c', 'e'), 'up'))).toBe('acebd');
    expect(moved(moveBy(order, ids('a', 'c', 'e'), 'down'))).toBe('bdace');
  });

  test('there is nothing beyond the ends, and nothing to move is no move', () => {
    expect(moveBy(order, ids('a', 'b'), 'up')).toBeUndefined();
    expect(moveBy(order, ids('e'), 'down')).toBeUndefined();
    expect(moveBy(order, ids('gone'), 'first')).toBeUndefined();
    expect(moveBy([undefined, 'b'], ids('b'), 'up')).toBeUndefined();
  });
});

describe('dropping into a gap', () => {
  test.each([
    [['a'], 0, 'abcde'],
    [['a'], 1, 'abcde'],
    [['a'], 2, 'bacde'],
    [['a'], 5, 'bcdea'],
    [['e'], 0, 'eabcd'],
    [['d', 'b'], 0, 'bdace'],
    [['b', 'd'], 3, 'acbde'],
  ] as const)('%s at %i', (chosen, gap, expected) => {
    expect(moved(moveToGap(order, ids(...chosen), gap))).toBe(expected);
  });

  test('all of them have nowhere to go', () => {
    expect(moveToGap(order, ids(...order), 2)).toBeUndefined();
  });
});
