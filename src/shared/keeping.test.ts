import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeKeeping,
  foldTag,
  isSameKeeping,
  keepingSchema,
  laterKeeping,
  mostTags,
  noKeeping,
  tagSchema,
  trashKeeping,
  undoKeeping,
  type Keeping,
  type KeepingChange,
} from './keeping.ts';

const tag = fc.constantFrom('sea', 'Sea', 'SEA ', 'night', 'é', 'e\u0301', '雨').map((text) => tagSchema.parse(text));
const uuid = fc.constantFrom('5b1f6c1e-2f44-4a5b-9d0e-0a1b2c3d4e5f', '5b1f6c1e-2f44-4a5b-9d0e-0a1b2c3d4e60');
const change: fc.Arbitrary<KeepingChange> = fc.record(
  {
    favourite: fc.boolean(),
    rating: fc.integer({ min: 0, max: 5 }),
    note: fc.constantFrom('', 'a', 'b'),
    addTags: fc.array(tag, { maxLength: 3 }),
    removeTags: fc.array(tag, { maxLength: 3 }),
    addToCollection: uuid,
    removeFromCollection: uuid,
  },
  { requiredKeys: [] },
);

const after = (changes: readonly KeepingChange[]): Keeping | undefined =>
  changes.reduce<Keeping | undefined>((keeping, one, place) => changeKeeping(keeping, one, place), undefined);

describe('what a person adds', () => {
  it('is always something that can be stored, whatever is done to it', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const keeping = after(changes);
        if (keeping !== undefined) expect(keepingSchema.parse(keeping)).toEqual(keeping);
      }),
    );
  });

  it('is the very same object when a change changes nothing, and later than before when it does', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), change, (changes, last) => {
        const before = after(changes);
        const now = changeKeeping(before, last, 0);
        if (isSameKeeping(before, now)) expect(now).toBe(before);
        else expect(now?.changedAt).toBeGreaterThanOrEqual((before?.changedAt ?? -1) + 1);
        expect(changeKeeping(now, last, 99)).toBe(now);
      }),
    );
  });

  it('keeps a tag as it was first written, whatever its case or composition', () => {
    const keeping = changeKeeping(undefined, { addTags: ['Sea', 'é'] }, 1);
    expect(changeKeeping(keeping, { addTags: ['SEA', tagSchema.parse('e\u0301')] }, 2)).toBe(keeping);
    expect(changeKeeping(keeping, { removeTags: ['sEA'] }, 2)?.tags).toEqual(['é']);
    expect(foldTag('ＳＥＡ')).toBe('sea');
  });

  it('has fifty tags at most', () => {
    const addTags = Array.from({ length: mostTags }, (_, number) => `tag ${number}`);
    expect(changeKeeping(changeKeeping(undefined, { addTags }, 1), { addTags: ['one more'] }, 2)?.tags).toHaveLength(
      50,
    );
  });

  it('refuses tags that are nothing, or hold line breaks', () => {
    for (const text of ['', '   ', 'a\nb', 'x'.repeat(61)]) expect(tagSchema.safeParse(text).success).toBe(false);
  });
});

describe('taking back', () => {
  it('a change that was the last one leaves what was before', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), change, (changes, last) => {
        const before = after(changes);
        const done = changeKeeping(before, last, 50);
        expect(isSameKeeping(undoKeeping(done, { before, after: done }, 60), before)).toBe(true);
      }),
    );
  });

  it('leaves what has been changed since', () => {
    const rated = changeKeeping(undefined, { rating: 3, favourite: true }, 1);
    const noted = changeKeeping(changeKeeping(rated, { note: 'since' }, 2), { rating: 5 }, 3);
    expect(undoKeeping(noted, { before: undefined, after: rated }, 4)).toMatchObject({
      rating: 5,
      note: 'since',
      favourite: false,
    });
  });

  it('the trash has its own way in and out', () => {
    const trashed = trashKeeping(undefined, true, 7);
    expect(trashed).toEqual({ ...noKeeping(7), trashedAt: 7 });
    expect(trashKeeping(trashed, true, 8)).toBe(trashed);
    expect(trashKeeping(trashed, false, 8)).toEqual(noKeeping(8));
    expect(undoKeeping(trashed, { before: undefined, after: trashed }, 9)).toEqual(noKeeping(9));
  });
});

describe('two memories of one clip', () => {
  it('the later word holds, and silence never does', () => {
    const [old, young] = [noKeeping(1), { ...noKeeping(2), rating: 4 }];
    expect([laterKeeping(old, young), laterKeeping(young, old), laterKeeping(undefined, old)]).toEqual([
      young,
      young,
      old,
    ]);
  });
});
