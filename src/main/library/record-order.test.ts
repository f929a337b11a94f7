import { describe, expect, it } from 'vitest';
import { failure } from '../../shared/failure.ts';
import type { JobProgress } from '../../shared/job.ts';
import { downloadingJob, sampleAccepted, sampleIntent, sampleJob } from './library-rig.ts';
import { isAhead } from './record-order.ts';

const queued = (attempts: number): JobProgress => ({ state: 'queued', dueAt: 1, attempts });
const submitting = (attempts: number): JobProgress => ({ state: 'submitting', intent: sampleIntent, attempts });
const waiting: JobProgress = {
  state: 'waiting',
  ...sampleAccepted,
  phase: 'queued',
  dueAt: 1,
  troubles: 0,
  refreshing: false,
};
const unknown: JobProgress = {
  state: 'unknown',
  intent: sampleIntent,
  unknownAt: 1,
  failure: failure('outcome-unknown', '?'),
};
const failed: JobProgress = { state: 'failed', failedAt: 1, failure: failure('moderation', 'no') };
const canceled: JobProgress = { state: 'canceled', canceledAt: 1, reason: 'before-sending' };
const givenUp: JobProgress = { state: 'canceled', canceledAt: 1, reason: 'given-up', intent: sampleIntent };

describe('isAhead', () => {
  const cases: [string, JobProgress, JobProgress, boolean][] = [
    ['an attempt that the store has not counted beats queued', submitting(1), queued(0), true],
    ['an attempt that the store counted and queued again does not', submitting(1), queued(1), false],
    ['a later attempt does', submitting(2), queued(1), true],
    ['an id beats queued', waiting, queued(3), true],
    ['a refusal beats queued', failed, queued(0), true],
    ['canceled beats queued', canceled, queued(0), true],
    ['needs attention beats queued', unknown, queued(5), true],
    ['queued never beats an id', queued(9), waiting, false],
    ['queued never beats needs attention', queued(9), unknown, false],
    ['the proof that an attempt was not taken beats that attempt', queued(1), submitting(1), true],
    ['an older queued does not', queued(0), submitting(1), false],
    ['an id beats submitting', waiting, submitting(1), true],
    ['submitting never beats an id', submitting(2), waiting, false],
    ['an id beats needs attention', waiting, unknown, true],
    ['an id beats giving up', waiting, givenUp, true],
    ['needs attention never beats an id', unknown, waiting, false],
    ['the same says nothing new', waiting, waiting, false],
  ];
  it.each(cases)('%s', (_name, other, stored, expected) => {
    // Whatever the clock said.
    for (const updatedAt of [1, 800, 9999]) {
      expect(isAhead(sampleJob(other, { updatedAt }), sampleJob(stored))).toBe(expected);
    }
  });

  it('between records with the same id, the later one counts', () => {
    const stored = sampleJob(waiting, { updatedAt: 10 });
    expect(isAhead(downloadingJob({ updatedAt: 11 }), stored)).toBe(true);
    expect(isAhead(downloadingJob({ updatedAt: 9 }), stored)).toBe(false);
  });
});
