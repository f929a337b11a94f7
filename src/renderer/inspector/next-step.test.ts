import { describe, expect, test } from 'vitest';
import { failureKinds, type FailureKind } from '../../shared/failure.ts';
import type { Job, JobIn } from '../../shared/job.ts';
import { isIn } from '../../shared/job.ts';
import { progressIn, sampleJob } from '../library/sample-jobs.ts';
import { chargeSentence } from './charge-sentence.ts';
import { nextSteps, settingsFor, type Step } from './next-step.ts';

const { waiting, failed } = progressIn;
const accepted = { remote: waiting.remote, acceptedAt: waiting.acceptedAt };

function failedJob(kind: FailureKind, facts: Partial<typeof failed> = {}): JobIn<'failed'> {
  const job: Job = sampleJob({ ...failed, failure: { kind, message: 'It failed.' }, ...facts });
  if (!isIn(job, 'failed')) throw new Error('the sample is not a failed job');
  return job;
}

describe('the next step', () => {
  test.each<[FailureKind, Step]>([
    ['invalid-request', 'edit'],
    ['invalid-image', 'edit'],
    ['key-rejected', 'open-settings'],
    ['not-permitted', 'open-settings'],
    ['balance', 'open-billing'],
    ['moderation', 'edit'],
    ['provider-failed', 'retry'],
    ['network', 'retry'],
    ['internal', 'copy-details'],
  ])('%s: %s', (kind, step) => {
    expect(nextSteps(failedJob(kind)).first).toBe(step);
  });

  test('a clip that the provider took is asked for again before it is paid for again', () => {
    for (const kind of ['network', 'timeout', 'output-expired', 'disk', 'provider-changed', 'internal'] as const) {
      expect(nextSteps(failedJob(kind, accepted)).first).toBe('download-again');
    }
  });

  test('a verdict of the provider is not asked for again', () => {
    expect(nextSteps(failedJob('provider-failed', accepted)).first).toBe('retry');
    const refused = nextSteps(failedJob('moderation', accepted));
    expect(refused.first).toBe('edit');
    expect(refused.others).not.toContain('download-again');
  });

  test('every kind leads to a retry, and no step is offered twice', () => {
    for (const kind of failureKinds) {
      const { first, others } = nextSteps(failedJob(kind, accepted));
      expect([first, ...others]).toContain('retry');
      expect(new Set([first, ...others]).size).toBe(others.length + 1);
    }
  });
});

describe('another provider', () => {
  test('is offered where the trouble is about this one', () => {
    for (const kind of ['moderation', 'provider-failed', 'key-rejected', 'balance', 'network'] as const)
      expect(nextSteps(failedJob(kind)).others).toContain('another-provider');
    for (const kind of ['disk', 'internal', 'outcome-unknown'] as const)
      expect(nextSteps(failedJob(kind)).others).not.toContain('another-provider');
  });

  test('is no way past a proxy', () => {
    const { first, others } = nextSteps(
      failedJob('network', { failure: { kind: 'network', message: '', proxy: true } }),
    );
    expect(first).toBe('open-settings');
    expect(others).not.toContain('another-provider');
  });
});

test('settings open where the trouble ends', () => {
  expect(settingsFor({ kind: 'network', message: '', proxy: true }, 'one')).toEqual({ tab: 'network' });
  expect(settingsFor({ kind: 'key-missing', message: '', stage: 'upload' }, 'one')).toEqual({ tab: 'image-host' });
  expect(settingsFor({ kind: 'disk', message: '' }, 'one')).toEqual({ tab: 'library' });
  expect(settingsFor({ kind: 'key-rejected', message: '' }, 'one')).toEqual({ tab: 'providers', providerId: 'one' });
});

describe('was it charged', () => {
  const note = 'Failed jobs are usually not charged.';
  const sentence = (charged: 'no' | 'yes' | 'unknown' | undefined) =>
    chargeSentence(
      failedJob('network', { failure: { kind: 'network', message: '', ...(charged && { charged }) } }),
      note,
    );

  test('as far as anybody can tell', () => {
    expect(sentence('no')).toBe('It was not charged.');
    expect(sentence('yes')).toBe('It was charged.');
    expect(sentence('unknown')).toBe(`Nobody has told whether it was charged. ${note}`);
    expect(sentence(undefined)).toBe(`Nobody has told whether it was charged. ${note}`);
  });

  test('what was never sent cost nothing', () => {
    const job = failedJob('network');
    const { intent: _, ...unsent } = job.progress;
    expect(chargeSentence({ ...job, progress: unsent }, note)).toBe('Nothing was sent, so nothing was charged.');
  });
});
