import { expect, test } from 'vitest';
import { progressIn, sampleJob } from '../library/sample-jobs.ts';
import { failureDetails, vendorWords } from './failure-details.ts';

const { waiting, failed } = progressIn;
const failure = {
  ...failed.failure,
  vendorText: 'input sensitive',
  vendorCode: '1026',
  httpStatus: 400,
  requestId: 'trace-9',
};

test('copied details hold ids, times and the failure, but neither prompt, callback nor traces of the key', () => {
  const job = sampleJob(
    { ...failed, failure, remote: { id: 'task-1', secretive: 'inner-state' }, acceptedAt: waiting.acceptedAt },
    { prompt: 'A private idea', callbackUrl: 'https://hook.example.com/?token=hush' },
  );
  const text = failureDetails(job, '1.2.3');
  expect(JSON.parse(text)).toMatchObject({
    conch: '1.2.3',
    clip: job.id,
    state: 'failed',
    provider: 'someone',
    origin: 'https://api.example.com',
    jobId: 'task-1',
    failure,
  });
  for (const hidden of ['A private idea', 'hush', 'c0ffee00', 'inner-state', 'a'.repeat(64)])
    expect(text).not.toContain(hidden);
});

test('a trouble that passes can be copied too', () => {
  const job = sampleJob({ ...waiting, lastFailure: { kind: 'network', message: 'Not reached.' } });
  expect(JSON.parse(failureDetails(job, '1'))).toMatchObject({ state: 'waiting', failure: { kind: 'network' } });
});

test("the vendor's own words", () => {
  expect(vendorWords(sampleJob({ ...failed, failure }))).toEqual({
    facts: ['HTTP status 400', 'code 1026', 'request trace-9'],
    text: 'input sensitive',
  });
  const atHost = { ...failed.failure, stage: 'upload', vendorCode: 'AccessDenied' } as const;
  expect(vendorWords(sampleJob({ ...failed, failure: atHost }))).toEqual({
    facts: ['code AccessDenied'],
    fromImageHost: true,
  });
  expect(vendorWords(sampleJob(failed))).toEqual({ facts: [] });
  expect(vendorWords(sampleJob(progressIn.done))).toEqual({ facts: [] });
});
