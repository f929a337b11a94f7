import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editEndSeconds } from '../../src/renderer/frames/edit-end.ts';
import { clips } from '../support/clips.ts';

function endOf(bytes: Buffer, trackId = 1): Promise<number> {
  return editEndSeconds(async (start, end) => bytes.subarray(start, end), bytes.length, trackId);
}

describe('where an edit list ends a clip', () => {
  it('is read from the file', async () => {
    expect(await endOf(await readFile(clips.cutByEditList.path))).toBe(0.5);
    expect(await endOf(await readFile(clips.numbered24.path))).toBe(1);
  });

  it('is nowhere in a file without one, of another kind, or for another track', async () => {
    expect(await endOf(await readFile(clips.vp9.path))).toBe(Infinity);
    expect(await endOf(await readFile(clips.cutByEditList.path), 7)).toBe(Infinity);
    expect(await endOf(Buffer.alloc(0))).toBe(Infinity);
  });

  it('ends on any damage', async () => {
    const whole = await readFile(clips.cutByEditList.path);
    const index = whole.indexOf('moov') + 800;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(index), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 }),
        fc.nat(whole.length),
        async (changes, length) => {
          const bytes = Buffer.from(whole.subarray(0, Math.max(length, 8)));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          expect(await endOf(bytes)).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
