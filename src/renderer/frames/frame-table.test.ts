import { describe, expect, test } from 'vitest';
import { frameAt, insideFrame, shownTimes } from './frame-table.ts';

const frame = 1 / 24;
const packet = (timestamp: number, byteLength = 100) => ({ timestamp, duration: frame, byteLength });

describe('which frames are shown', () => {
  test('in presentation order, however they lie in the file', () => {
    expect(shownTimes([0, 4, 2, 1, 3].map((number) => packet(number * frame)))).toEqual(
      [0, 1, 2, 3, 4].map((number) => number * frame),
    );
  });

  test('an empty sample at the end is no frame', () => {
    expect(shownTimes([packet(0), packet(frame), packet(2 * frame, 0)])).toEqual([0, frame]);
  });

  test('what an edit list hides is left out at both ends', () => {
    const packets = [-2, -1, 0, 1, 2, 3].map((number) => packet(number * frame));
    expect(shownTimes(packets, 3 * frame)).toEqual([0, frame, 2 * frame]);
    // The end is rounded to whole milliseconds, up or down.
    expect(shownTimes(packets, Math.ceil(3 * frame * 1000) / 1000)).toHaveLength(3);
    expect(shownTimes(packets, Math.floor(4 * frame * 1000) / 1000)).toHaveLength(4);
  });

  test('a first frame that is shown in part stays', () => {
    expect(shownTimes([packet(-frame / 2), packet(frame / 2)])).toHaveLength(2);
  });
});

describe('the frame on screen', () => {
  const times = [0, 0.04, 0.08, 0.2, 0.24];

  test.each([
    [0, 0],
    [0.039, 0],
    [0.04, 1],
    // As a player tells it, rounded to the microsecond.
    [0.039_999_9, 1],
    [0.199, 2],
    [5, 4],
    [-1, 0],
  ])('at %s s it is number %s', (seconds, index) => {
    expect(frameAt(times, seconds)).toBe(index);
  });

  test('a moment inside a frame leads to that frame, at every pace', () => {
    for (const index of times.keys()) expect(frameAt(times, insideFrame(times, index))).toBe(index);
    expect(insideFrame(times, 4)).toBeGreaterThan(0.24);
    expect(insideFrame([0], 0)).toBeGreaterThanOrEqual(0);
  });
});
