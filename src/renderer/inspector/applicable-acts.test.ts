import { describe, expect, test } from 'vitest';
import { advance, type JobEvent } from '../../shared/advance.ts';
import { jobStates, type Job, type JobProgress } from '../../shared/job.ts';
import { noon, progressIn, sampleJob } from '../library/sample-jobs.ts';
import { applicableActs, cancelNeedsConsent, retryMayCostTwice, type FileState } from './applicable-acts.ts';

const { queued, waiting, downloading, done, failed, canceled, unknown } = progressIn;
const accepted = { intent: waiting.intent, remote: waiting.remote, acceptedAt: waiting.acceptedAt };

function acts(progress: JobProgress, file: FileState = 'playable', reveal = true) {
  return applicableActs(sampleJob(progress), { reveal, openClip: reveal }, file);
}

test.each<[JobProgress['state'], JobProgress, ReturnType<typeof acts>]>([
  ['queued', queued, ['use-settings', 'cancel']],
  ['submitting', progressIn.submitting, ['use-settings']],
  ['waiting', waiting, ['use-settings', 'cancel']],
  ['downloading', downloading, ['use-settings', 'cancel']],
  ['done', done, ['continue', 'use-settings', 'open', 'reveal', 'export', 'delete']],
  ['failed', failed, ['use-settings', 'retry', 'delete']],
  ['canceled', canceled, ['use-settings', 'retry', 'delete']],
  ['unknown', unknown, ['use-settings']],
])('%s', (_state, progress, offered) => {
  expect(acts(progress)).toEqual(offered);
});

describe('only what the state machine takes is offered', () => {
  const variants: Job[] = [
    ...jobStates.map((state) => sampleJob(progressIn[state])),
    sampleJob({ ...failed, ...accepted }),
    sampleJob({ ...failed, ...accepted, failure: { kind: 'moderation', message: 'No.' } }),
    sampleJob({ ...failed, ...accepted, failure: { kind: 'network', message: 'No.' } }),
    sampleJob({ ...canceled, reason: 'watching-stopped', ...accepted }),
    sampleJob({ ...canceled, reason: 'given-up', intent: waiting.intent }),
  ];
  const takes = (job: Job, event: JobEvent) => {
    try {
      advance(job, event);
      return true;
    } catch {
      return false;
    }
  };

  test.each(variants.map((job) => [job.progress.state, job] as const))('%s', (_state, job) => {
    const offered = applicableActs(job, { reveal: true, openClip: true }, 'missing');
    expect(offered.includes('cancel')).toBe(takes(job, { type: 'cancel-asked', at: noon }));
    expect(offered.includes('download-again')).toBe(takes(job, { type: 'fetch-asked', at: noon }));
  });
});

test('a finished clip is downloaded again only when its file is of no use, and shown in its folder only when it is there', () => {
  expect(acts(done, 'playable')).not.toContain('download-again');
  expect(acts(done, 'unknown')).not.toContain('download-again');
  expect(acts(done, 'unreachable')).not.toContain('download-again');
  expect(acts(done, 'missing')).toContain('download-again');
  expect(acts(done, 'missing')).not.toContain('reveal');
  expect(acts(done, 'unplayable')).toContain('reveal');
});

test('what a filter has refused is not asked for again', () => {
  const refused = { ...failed, ...accepted, failure: { kind: 'moderation', message: 'No.' } } as const;
  expect(acts(refused)).not.toContain('download-again');
  expect(acts({ ...refused, failure: { kind: 'network', message: 'No.' } })).toContain('download-again');
});

test('no folder is shown where the host cannot', () => {
  expect(acts(done, 'playable', false)).not.toContain('reveal');
});

test('a cancel is asked about once something was sent', () => {
  expect(cancelNeedsConsent(sampleJob(queued))).toBe(false);
  expect(cancelNeedsConsent(sampleJob(waiting))).toBe(true);
  expect(cancelNeedsConsent(sampleJob(downloading))).toBe(true);
});

test.each<[boolean, JobProgress]>([
  [false, failed],
  [true, { ...failed, failure: { ...failed.failure, charged: 'unknown' } }],
  [true, { ...failed, failure: { ...failed.failure, charged: 'yes' } }],
  [false, canceled],
  [true, { ...canceled, reason: 'watching-stopped' }],
  [true, { ...canceled, reason: 'given-up' }],
  [true, unknown],
])('whether a retry may pay a second time: %s', (mayCost, progress) => {
  expect(retryMayCostTwice(sampleJob(progress))).toBe(mayCost);
});
