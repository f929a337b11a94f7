import { beforeEach, expect, test } from 'vitest';
import { noKeeping } from '../../shared/keeping.ts';
import { sampleJob, sampleProgress } from '../samples.ts';
import { remember } from './review.ts';
import { emptySession, useSession } from './session.ts';

const take = sampleJob(1, 'A quiet harbour', sampleProgress.done);
const known = () => useSession.getState().jobs.get(take.id);

beforeEach(() => {
  useSession.setState(emptySession, true);
});

test('what an event brought while the takes were read stays', () => {
  const loved = { ...take, keeping: { ...noKeeping(5), favourite: true } };
  const gone = { ...take, updatedAt: take.updatedAt + 1, progress: sampleProgress.downloading };
  for (const newer of [loved, gone]) {
    useSession.setState({ jobs: new Map([[take.id, newer]]) });
    remember([take]);
    expect(known()).toBe(newer);
  }
});

test('takes that are not known, or known as they were before, are learnt', () => {
  remember([take]);
  expect(known()).toBe(take);
  const loved = { ...take, keeping: { ...noKeeping(5), favourite: true } };
  remember([loved]);
  expect(known()).toBe(loved);
});
