import { expect, test } from 'vitest';
import { sampleJob, sampleProgress } from '../samples.ts';
import { stateOf } from './state-word.ts';

test.each([
  ['queued', 'Queued'],
  ['submitting', 'Sending'],
  ['waiting', 'Waiting'],
  ['running', 'Generating'],
  ['refreshing', 'Waiting'],
  ['downloading', 'Downloading'],
  ['done', 'Done'],
  ['failed', 'Failed'],
  ['canceled', 'Canceled'],
  ['unknown', 'Needs attention'],
] as const)('a job that is %s reads "%s"', (name, word) => {
  expect(stateOf(sampleJob(1, 'A quiet harbour', sampleProgress[name])).word).toBe(word);
});
