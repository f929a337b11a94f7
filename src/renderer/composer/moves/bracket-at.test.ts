import { describe, expect, it } from 'vitest';
import { cameraMoves, type CameraMove } from '../../../shared/camera-moves.ts';
import { bracketAt, joinMove, movesFor, putMove } from './bracket-at.ts';

/** `|` is the caret. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return { text, bracket: bracketAt(text, caret) };
}

function chosen(marked: string, move: CameraMove, goOn = false): string {
  const { text, bracket } = at(marked);
  if (bracket === undefined) throw new Error('no bracket');
  const { start, end, text: put, caret } = putMove(bracket, move, goOn);
  const next = text.slice(0, start) + put + text.slice(end);
  return `${next.slice(0, caret)}|${next.slice(caret)}`;
}

const english = (move: CameraMove): string => move;

describe('the bracket at the caret', () => {
  it.each(['no bracket|', '[Pan left]|', '[a\nb|', `[${'long '.repeat(20)}|`, '|[Pan left]'])(
    'is none in %j',
    (text) => {
      expect(at(text).bracket).toBeUndefined();
    },
  );

  it.each([
    ['Gulls [|', 'Gulls [Tilt up]|'],
    ['Gulls [til|', 'Gulls [Tilt up]|'],
    ['Gulls [til| circle', 'Gulls [Tilt up]| circle'],
    ['[Pan left, ti|] sea', '[Pan left,Tilt up]| sea'],
    ['[ti|xx, Shake] sea', '[Tilt up,Shake]| sea'],
    ['海鸥【左|', '海鸥[Tilt up]|'],
    ['海鸥【Pan left，|】盘旋', '海鸥[Pan left,Tilt up]|盘旋'],
  ])('%s becomes %s', (before, after) => {
    expect(chosen(before, 'Tilt up')).toBe(after);
  });

  it('stays open for another move at the same time', () => {
    expect(chosen('[pan|', 'Pan left', true)).toBe('[Pan left,|]');
    expect(chosen('[Pan left,|]', 'Push in')).toBe('[Pan left,Push in]|');
    expect(chosen('[pa|n, Shake]', 'Pan left', true)).toBe('[Pan left,|Shake]');
  });

  it('offers all fifteen at first, but never what stands there already', () => {
    const offered = (marked: string) => {
      const { bracket } = at(marked);
      return bracket === undefined ? [] : movesFor(bracket, english);
    };
    expect(offered('[|')).toEqual(cameraMoves);
    expect(offered('[Pan left,|]')).not.toContain('Pan left');
    expect(offered('[p|').slice(0, 5)).toEqual(['Pan left', 'Pan right', 'Push in', 'Pull out', 'Pedestal up']);
    expect(offered('[up|')).toEqual(['Pedestal up', 'Tilt up']);
    expect(offered('[zzz|')).toEqual([]);
  });

  it('finds a move by its name in the language of the window', () => {
    const { bracket } = at('[左|');
    const names = (move: CameraMove) => (move === 'Pan left' ? '左摇 Pan left' : move);
    expect(bracket && movesFor(bracket, names)).toEqual(['Pan left']);
  });

  it('a move from the menu joins the bracket that the caret is in', () => {
    expect(joinMove('a [Pan left] b', 5, 'Shake')).toMatchObject({ start: 2, end: 12, text: '[Pan left,Shake]' });
    expect(joinMove('a [Pan left] b', 12, 'Shake')).toBeUndefined();
  });
});
