import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipSortKeys, type ClipQuery } from '../../shared/clip-query.ts';
import { addressOf, queryOf } from './address.ts';

test('a query reads like what it asks for', () => {
  expect(addressOf({})).toBe('#/clips');
  expect(
    addressOf({
      search: 'red fox',
      states: ['failed', 'unknown'],
      minRating: 3,
      sort: { by: 'rating', descending: true },
    }),
  ).toBe('#/clips?search=red+fox&states=failed&states=unknown&minRating=3&sort=-rating');
});

test('whatever is asked for comes back', () => {
  const query = fc.record(
    {
      search: fc.string({ unit: 'grapheme', maxLength: 50 }),
      states: fc.subarray(['queued', 'done', 'failed', 'unknown'] as const),
      providerIds: fc.subarray(['novita', 'pixazo']),
      durations: fc.subarray([6, 10] as const),
      tags: fc.subarray(['海', 'a & b', 'x=y', '100 %']),
      favourite: fc.constant(true as const),
      trashed: fc.constant(true as const),
      minRating: fc.integer({ min: 1, max: 5 }),
      createdFromAt: fc.integer({ min: 0 }),
      sort: fc.record({ by: fc.constantFrom(...clipSortKeys), descending: fc.boolean() }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(query, (asked) => {
      // A list with nothing in it asks for nothing, and has no words in the address.
      const said = Object.fromEntries(
        Object.entries(asked).filter(([, value]) => !Array.isArray(value) || value.length > 0),
      ) as ClipQuery;
      expect(queryOf(addressOf(said))).toEqual(said);
    }),
  );
});

test.each(['', '#token=abc', '#/clips?sort=nonsense', '#/clips?minRating=9', '#/clips?durations=7'])(
  'an address that says nothing sensible asks for everything: %s',
  (address) => {
    expect(queryOf(address)).toEqual({});
  },
);
