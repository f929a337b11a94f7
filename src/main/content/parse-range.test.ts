import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRange, type RangeAnswer } from './parse-range.ts';

const whole: RangeAnswer = { kind: 'whole' };
const unsatisfiable: RangeAnswer = { kind: 'unsatisfiable' };
const cases: [string | null, number, RangeAnswer][] = [
  [null, 100, whole],
  ['', 100, whole],
  ['bytes=0-', 100, { kind: 'part', start: 0, end: 99 }],
  ['bytes=0-0', 100, { kind: 'part', start: 0, end: 0 }],
  ['bytes=10-19', 100, { kind: 'part', start: 10, end: 19 }],
  ['bytes=10-1000', 100, { kind: 'part', start: 10, end: 99 }],
  ['bytes=-10', 100, { kind: 'part', start: 90, end: 99 }],
  ['bytes=-1000', 100, { kind: 'part', start: 0, end: 99 }],
  ['bytes=-0', 100, unsatisfiable],
  ['bytes=100-', 100, unsatisfiable],
  ['bytes=0-', 0, unsatisfiable],
  ['bytes=20-10', 100, whole],
  ['bytes=0-1,5-6', 100, whole],
  ['bytes=-', 100, whole],
  ['bytes=a-b', 100, whole],
  ['items=0-5', 100, whole],
  [`bytes=${'9'.repeat(40)}-`, 100, whole],
];

describe('parseRange', () => {
  it.each(cases)('%s of %d bytes', (header, size, answer) => {
    expect(parseRange(header, size)).toEqual(answer);
  });

  it('never points outside the file, whatever the header says', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^bytes=\d{0,6}-\d{0,6}$/)),
        fc.nat(100_000),
        (header, size) => {
          const answer = parseRange(header, size);
          if (answer.kind !== 'part') return;
          expect(answer.start).toBeGreaterThanOrEqual(0);
          expect(answer.end).toBeLessThan(size);
          expect(answer.start).toBeLessThanOrEqual(answer.end);
        },
      ),
      { numRuns: 5000 },
    );
  });
});
