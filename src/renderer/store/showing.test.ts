import { beforeEach, expect, test } from 'vitest';
import { failure, FailureError } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { Client } from '../../shared/rpc.ts';
import { sampleJob, sampleProgress, sampleSession } from '../samples.ts';
import { opened } from './mirror.ts';
import { emptySession, useSession } from './session.ts';
import { showClip } from './showing.ts';

const listed = sampleJob(9);
const farAway = sampleJob(2);

/** A core that knows one clip more than the window has loaded. */
function coreWith(answer: () => Promise<Job>): { client: Client; asked: string[] } {
  const asked: string[] = [];
  const call = (method: string, { id }: { id: string }) => {
    asked.push(`${method} ${id}`);
    return answer();
  };
  const client = { call, on: () => () => undefined, onClose: () => undefined, close: () => undefined };
  return { client: client as unknown as Client, asked };
}

beforeEach(() => {
  useSession.setState({ ...emptySession, ...opened(emptySession, sampleSession([listed])) }, true);
});

test('a clip that is there is opened without asking', async () => {
  const { client, asked } = coreWith(() => Promise.resolve(listed));
  await showClip(client, listed.id);
  expect(useSession.getState().selectedId).toBe(listed.id);
  expect(asked).toEqual([]);
});

test('a clip beyond the loaded pages is asked for, opened, and put into no list', async () => {
  const { client, asked } = coreWith(() => Promise.resolve(farAway));
  await showClip(client, farAway.id);
  const { selectedId, jobs, order } = useSession.getState();
  expect(asked).toEqual([`job.get ${farAway.id}`]);
  expect(selectedId).toBe(farAway.id);
  expect(jobs.get(farAway.id)).toEqual(farAway);
  expect(order).toEqual([listed.id]);
});

test('what an event brought while the answer was on its way is newer, and stays', async () => {
  const newer = sampleJob(2, farAway.request.prompt, sampleProgress.done);
  const { client } = coreWith(() => {
    useSession.setState(({ jobs }) => ({ jobs: new Map(jobs).set(newer.id, newer) }));
    return Promise.resolve(farAway);
  });
  await showClip(client, farAway.id);
  expect(useSession.getState().jobs.get(farAway.id)?.progress.state).toBe('done');
});

test('a clip that is gone opens nothing', async () => {
  const gone = new FailureError(failure('invalid-request', 'This clip is not in the library any more.'));
  const { client } = coreWith(() => Promise.reject(gone));
  await expect(showClip(client, farAway.id)).rejects.toBe(gone);
  expect(useSession.getState().selectedId).toBeUndefined();
});
