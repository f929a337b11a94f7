import { expect, test } from 'vitest';
import type { QueueView } from '../../shared/queue.ts';
import type { Client } from '../../shared/rpc.ts';
import { sampleJob, sampleProgress } from '../samples.ts';
import { followQueue, readQueue, showQueued, useQueue } from './queue.ts';

const [elm, oak] = [sampleJob(2, 'Elm', sampleProgress.queued), sampleJob(1, 'Oak', sampleProgress.queued)];

function viewOf(jobs: QueueView['jobs']): QueueView {
  return { pausedAll: true, providers: [], total: jobs.length, jobs };
}

test('who has moved a clip waits for an answer that knows its new place', async () => {
  const questions: ((view: QueueView) => void)[] = [];
  followQueue({
    call: () => new Promise((answer) => questions.push(answer)),
    on: () => () => undefined,
    onClose: () => undefined,
  } as unknown as Client);
  showQueued({ from: 0, to: 1 });
  expect(questions).toHaveLength(1);

  // The clip was moved while the first answer, of before, was on its way.
  let isPresent = false;
  const read = readQueue().then(() => (isPresent = true));
  questions[0]?.(viewOf([oak, elm]));
  await new Promise((resolve) => setTimeout(resolve));
  expect([isPresent, questions.length]).toEqual([false, 2]);
  questions[1]?.(viewOf([elm, oak]));
  await read;
  expect(useQueue.getState().order).toEqual([elm.id, oak.id]);
});
