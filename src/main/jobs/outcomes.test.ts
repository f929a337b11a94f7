import { describe, expect, it } from 'vitest';
import type { JobEvent } from '../../shared/advance.ts';
import { failure, type Failure } from '../../shared/failure.ts';
import type { JobProgress } from '../../shared/job.ts';
import { createGate } from './gate.ts';
import { sampleIntent, sampleJob } from './job-samples.ts';
import { createOutcomes } from './outcomes.ts';

const now = 1_000_000;
const queued: JobProgress = { state: 'queued', dueAt: 1, attempts: 0 };
const waiting: JobProgress = {
  state: 'waiting',
  intent: sampleIntent,
  remote: { id: 'task-1' },
  acceptedAt: 1,
  phase: 'queued',
  dueAt: 1,
  troubles: 0,
  refreshing: false,
};

/** What the breaker hears of an event, over a gate of its own. */
function setUp() {
  const heard: string[] = [];
  const gate = createGate({ pace: { clipsAtOnce: () => 9, gapMs: () => 0 }, inTheMaking: () => 0 });
  const { record } = createOutcomes({
    ledger: { record: () => undefined },
    gate,
    breaker: { succeeded: () => heard.push('answered'), failed: () => heard.push('not answered') },
    control: { failed: () => {}, succeeded: () => {} },
    clock: { now: () => now },
  });
  return { gate, heard, tell: (progress: JobProgress, event: JobEvent) => record(sampleJob(progress), event) };
}

const looked = (why: Failure): JobEvent => ({ type: 'poll-deferred', at: now, failure: why, dueAt: now + 1000 });
const unsent = (why: Failure, waitMs: number): JobEvent => ({
  type: 'submit-deferred',
  at: now,
  failure: why,
  dueAt: now + waitMs,
});

describe('what the breaker hears', () => {
  it.each([
    ['no such clip', failure('provider-changed', '?', { stage: 'poll', httpStatus: 404 }), ['answered']],
    ['a clip that is gone', failure('provider-changed', '?', { stage: 'poll', httpStatus: 410 }), ['answered']],
    ['an id it cannot read', failure('provider-changed', '?', { stage: 'poll', httpStatus: 400 }), ['answered']],
    ['a refused key', failure('key-rejected', '?', { stage: 'poll', httpStatus: 401 }), ['answered']],
    ['a page of somebody else', failure('provider-changed', '?', { stage: 'poll', httpStatus: 200 }), ['not answered']],
    ['a server in trouble', failure('network', '?', { stage: 'poll', httpStatus: 502 }), ['not answered']],
    ['no key to ask with', failure('key-missing', '?', { stage: 'local' }), []],
  ])('of a look that brings %s', (_title, why, wanted) => {
    const { heard, tell } = setUp();
    tell(waiting, looked(why));
    expect(heard).toEqual(wanted);
  });

  it.each([
    ['the image host', failure('network', '?', { stage: 'upload' })],
    ['this computer', failure('key-missing', '?', { stage: 'local' })],
  ])('nothing of a clip that %s held back: the provider was not asked', (_title, why) => {
    const { heard, tell } = setUp();
    tell(queued, unsent(why, 1000));
    tell(queued, { type: 'submit-rejected', at: now, failure: { ...why, stage: 'local' } });
    expect(heard).toEqual([]);
  });
});

describe('a hold because nobody answered', () => {
  const noWay = failure('network', 'no way', { stage: 'submit', charged: 'no' });
  const opensAfter = (progress: JobProgress, event: JobEvent): number | undefined => {
    const { gate, tell } = setUp();
    tell(queued, unsent(noWay, 9000));
    tell(progress, event);
    return gate.opensAt('sample', now, 0);
  };

  it.each([
    ['a clip in the making', { type: 'poll-waiting', at: now, remote: { id: 'task-1' }, phase: 'running', dueAt: now }],
    [
      'a finished clip',
      { type: 'poll-succeeded', at: now, remote: { id: 'task-1' }, outputs: [{ url: 'https://a.example' }] },
    ],
    ['a failed clip', { type: 'poll-failed', at: now, failure: failure('provider-failed', '?', { stage: 'poll' }) }],
    ['a refused key', looked(failure('key-rejected', '?', { stage: 'poll', httpStatus: 401 }))],
    ['no such clip', looked(failure('provider-changed', '?', { stage: 'poll', httpStatus: 404 }))],
  ] satisfies [string, JobEvent][])('ends with a look that brings %s', (_title, event) => {
    expect(opensAfter(waiting, event)).toBe(now);
  });

  it.each([
    ['a look without an answer', waiting, looked(failure('timeout', '?', { stage: 'poll' }))],
    ['a look for which there is no key', waiting, looked(failure('key-missing', '?', { stage: 'local' }))],
    ['another clip that was not sent', queued, unsent(noWay, 500)],
  ] satisfies [string, JobProgress, JobEvent][])('goes on with %s', (_title, progress, event) => {
    expect(opensAfter(progress, event)).toBe(now + 9000);
  });
});
