import { beforeEach, expect, test } from 'vitest';
import { sampleJob } from '../samples.ts';
import { useNotices } from './notices.ts';
import { markAll, markTo } from './selecting-ranges.ts';
import { select } from './selecting.ts';
import { emptySession, useSession } from './session.ts';

const [one, two, three] = [sampleJob(3).id, sampleJob(2).id, sampleJob(1).id] as const;
const chosen = () => [...useSession.getState().marked];

beforeEach(() => {
  useSession.setState({ ...emptySession, order: [one, two, three, undefined] }, true);
  useNotices.setState({ notices: [] });
  select(one);
});

test('a range that has been read is chosen without asking', async () => {
  await markTo(2);
  expect(chosen()).toEqual([one, two, three]);
});

test('a range that cannot be read leaves the choice as it is, and says so', async () => {
  useSession.setState({ marked: new Set([one, two]) });
  // There is no connection here.
  await markTo(3);
  await markAll();
  expect(chosen()).toEqual([one, two]);
  expect(useSession.getState().selectedId).toBe(one);
  expect(useNotices.getState().notices).toHaveLength(1);
});
