import { beforeEach, expect, test } from 'vitest';
import { toggleCut } from './cutting.ts';
import { useNotices } from './notices.ts';
import { openReview, setCut, useReview } from './review.ts';

const cut = () => [...useReview.getState().cut];

beforeEach(() => {
  useNotices.setState({ notices: [] });
  openReview(['one', 'two']);
});

// There is no connection here: neither can be done.
test('a take that could not be put into the trash is not shown as cut', async () => {
  const done = toggleCut('one');
  expect(cut()).toEqual(['one']);
  await done;
  expect(cut()).toEqual([]);
  expect(useNotices.getState().notices).toHaveLength(1);
});

test('a take that could not be taken back stays cut', async () => {
  setCut('two', true);
  const done = toggleCut('two');
  expect(cut()).toEqual([]);
  await done;
  expect(cut()).toEqual(['two']);
});
