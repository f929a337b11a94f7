import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, ImpossibleEvent, type JobEvent, type JobEventType } from './advance.ts';
import { failure } from './failure.ts';
import { jobSchema, jobStates, type Job, type JobProgress, type JobState } from './job.ts';

const intent = {
  sentAt: 5,
  origin: 'https://provider.example',
  keyFingerprint: '0011aabb',
  requestHash: 'f'.repeat(64),
};
const remote = { id: 'task-1' };
const trouble = failure('network', 'no connection');
const outputs = [{ url: 'https://cdn.example/clip.mp4' }];
const asset = {
  path: '2026-11/a-1.mp4',
  sizeBytes: 9,
  sha256: 'a'.repeat(64),
  type: 'video/mp4',
  poster: false,
} as const;
const keeping = { favourite: true, rating: 4, tags: ['sea'], note: 'n', collectionIds: [], changedAt: 10 };
const place = { priority: 'high', rank: 4.5, paused: true } as const;
const accepted = { intent, remote, acceptedAt: 6 };

const samples: Record<JobState, JobProgress> = {
  queued: { state: 'queued', dueAt: 1, attempts: 2 },
  submitting: { state: 'submitting', intent, attempts: 3 },
  waiting: {
    state: 'waiting',
    ...accepted,
    phase: 'running',
    progressPercent: 40,
    dueAt: 9,
    troubles: 1,
    refreshing: false,
    lastFailure: trouble,
  },
  downloading: { state: 'downloading', ...accepted, outputs, finishedAt: 8, dueAt: 9, troubles: 0, refreshed: false },
  done: { state: 'done', ...accepted, finishedAt: 8, savedAt: 9, asset },
  failed: { state: 'failed', failedAt: 9, failure: trouble, ...accepted },
  canceled: { state: 'canceled', canceledAt: 9, reason: 'given-up', intent },
  unknown: { state: 'unknown', intent, unknownAt: 9, failure: failure('outcome-unknown', '?') },
};

const eventsByType: { [T in JobEventType]: Extract<JobEvent, { type: T }> } = {
  'submit-started': { type: 'submit-started', at: 10, intent },
  'submit-accepted': { type: 'submit-accepted', at: 10, remote, dueAt: 20 },
  'submit-deferred': { type: 'submit-deferred', at: 10, failure: trouble, dueAt: 20 },
  'submit-rejected': { type: 'submit-rejected', at: 10, failure: trouble },
  'submit-unclear': { type: 'submit-unclear', at: 10, failure: trouble },
  'poll-waiting': { type: 'poll-waiting', at: 10, remote, phase: 'running', dueAt: 20 },
  'poll-succeeded': { type: 'poll-succeeded', at: 10, remote, outputs },
  'poll-failed': { type: 'poll-failed', at: 10, failure: trouble },
  'poll-deferred': { type: 'poll-deferred', at: 10, failure: trouble, dueAt: 20 },
  'download-finished': { type: 'download-finished', at: 10, asset },
  'download-deferred': { type: 'download-deferred', at: 10, failure: trouble, dueAt: 20 },
  'download-expired': { type: 'download-expired', at: 10 },
  'download-failed': { type: 'download-failed', at: 10, failure: trouble },
  'poster-made': { type: 'poster-made', at: 10 },
  renamed: { type: 'renamed', at: 10, path: '2026-11/another-name.mp4' },
  'clock-set-back': { type: 'clock-set-back', at: 10, dueAt: 20 },
  'cancel-asked': { type: 'cancel-asked', at: 10 },
  'give-up-asked': { type: 'give-up-asked', at: 10 },
  'attach-asked': { type: 'attach-asked', at: 10, remote },
  'fetch-asked': { type: 'fetch-asked', at: 10 },
  kept: { type: 'kept', at: 10, keeping },
  placed: { type: 'placed', at: 10, place },
};

/** Every arrow that exists. What is not here must throw. */
const arrows: Record<JobState, Partial<Record<JobEventType, JobState>>> = {
  queued: {
    'submit-started': 'submitting',
    'submit-deferred': 'queued',
    'submit-rejected': 'failed',
    'cancel-asked': 'canceled',
    'clock-set-back': 'queued',
    placed: 'queued',
  },
  submitting: {
    'submit-accepted': 'waiting',
    'submit-deferred': 'queued',
    'submit-rejected': 'failed',
    'submit-unclear': 'unknown',
  },
  waiting: {
    'poll-waiting': 'waiting',
    'poll-succeeded': 'downloading',
    'poll-failed': 'failed',
    'poll-deferred': 'waiting',
    'clock-set-back': 'waiting',
    'cancel-asked': 'canceled',
  },
  downloading: {
    'download-finished': 'done',
    'download-deferred': 'downloading',
    'download-expired': 'waiting',
    'download-failed': 'failed',
    'clock-set-back': 'downloading',
    'cancel-asked': 'canceled',
  },
  done: { 'poster-made': 'done', renamed: 'done', 'fetch-asked': 'waiting' },
  failed: { 'fetch-asked': 'waiting' },
  canceled: { 'attach-asked': 'waiting' },
  unknown: { 'give-up-asked': 'canceled', 'attach-asked': 'waiting' },
};

function jobIn(state: JobState): Job {
  return {
    id: '5b1f6c1e-2f44-4a5b-9d0e-0a1b2c3d4e5f',
    sequence: 1,
    createdAt: 1,
    updatedAt: 1,
    request: { providerId: 'novita', modelId: 'm', prompt: 'p' },
    progress: samples[state],
  };
}

describe('advance', () => {
  for (const state of jobStates) {
    for (const event of Object.values(eventsByType)) {
      // What a person adds is taken in any state.
      const target = event.type === 'kept' ? state : arrows[state][event.type];
      it(`${state} + ${event.type} → ${target ?? 'impossible'}`, () => {
        if (target === undefined) {
          expect(() => advance(jobIn(state), event)).toThrow(ImpossibleEvent);
          return;
        }
        const after = advance(jobIn(state), event);
        if (event.type === 'kept') {
          expect(after).toEqual({ ...jobIn(state), keeping });
          return;
        }
        if (event.type === 'placed') {
          expect(after).toEqual({ ...jobIn(state), place });
          return;
        }
        expect(after.progress.state).toBe(target);
        expect(after.updatedAt).toBe(10);
        expect(jobSchema.parse(after)).toEqual(after);
      });
    }
  }

  it('a place is kept until the clip stands where it stood at first', () => {
    const moved = advance(jobIn('queued'), eventsByType.placed);
    expect(advance(moved, eventsByType['submit-deferred']).place).toEqual(place);
    expect(advance(moved, { type: 'placed', at: 11, place: {} })).toEqual(jobIn('queued'));
  });

  it('no later event loses what a person added', () => {
    const kept = advance(jobIn('waiting'), eventsByType.kept);
    const done = advance(advance(kept, eventsByType['poll-succeeded']), eventsByType['download-finished']);
    expect(done.keeping).toEqual(keeping);
    expect(done.updatedAt).toBe(10);
  });

  it('never changes the job that it is given', () => {
    const before = jobIn('waiting');
    const copy = structuredClone(before);
    advance(before, eventsByType['poll-waiting']);
    expect(before).toEqual(copy);
  });

  it('counts attempts over deferred submits', () => {
    const sent = advance(jobIn('queued'), eventsByType['submit-started']);
    expect(sent.progress).toMatchObject({ attempts: 3 });
    expect(advance(sent, eventsByType['submit-deferred']).progress).toMatchObject({
      attempts: 3,
      lastFailure: trouble,
    });
  });

  it('a bar never runs backwards and a running clip is never called queued again', () => {
    const after = advance(jobIn('waiting'), { ...eventsByType['poll-waiting'], phase: 'queued', progressPercent: 10 });
    expect(after.progress).toMatchObject({ phase: 'running', progressPercent: 40, troubles: 0 });
    expect(after.progress).not.toHaveProperty('lastFailure');
  });

  it('asks for a fresh link once and then knows that it did', () => {
    const asking = advance(jobIn('downloading'), eventsByType['download-expired']);
    expect(asking.progress).toMatchObject({ state: 'waiting', refreshing: true, dueAt: 10 });
    expect(advance(asking, eventsByType['poll-succeeded']).progress).toMatchObject({ refreshed: true });
  });

  it('keeps the cost that the provider told with the answer to the submit', () => {
    const waiting = advance(jobIn('submitting'), {
      ...eventsByType['submit-accepted'],
      cost: { amount: 0.29, unit: 'USD' },
    });
    const done = advance(advance(waiting, eventsByType['poll-succeeded']), eventsByType['download-finished']);
    expect(done.progress).toMatchObject({ state: 'done', cost: { amount: 0.29, unit: 'USD' } });
  });

  it('stays cancelled work that can be taken up again, when it had been accepted', () => {
    const canceled = advance(jobIn('waiting'), eventsByType['cancel-asked']);
    expect(canceled.progress).toMatchObject({ reason: 'watching-stopped', remote });
    expect(advance(canceled, eventsByType['fetch-asked']).progress.state).toBe('waiting');
  });

  it('what a filter has refused cannot be asked for again', () => {
    const refused = advance(jobIn('waiting'), {
      ...eventsByType['poll-failed'],
      failure: { kind: 'moderation', message: 'No.' },
    });
    expect(() => advance(refused, eventsByType['fetch-asked'])).toThrow(ImpossibleEvent);
  });

  it('fetching a saved clip anew gives nothing up when it does not work', () => {
    const before = jobIn('done');
    const asking = advance(before, eventsByType['fetch-asked']);
    for (const event of ['poll-failed', 'cancel-asked'] as const) {
      expect(advance(asking, eventsByType[event]).progress).toMatchObject(before.progress);
    }
    const loading = advance(asking, eventsByType['poll-succeeded']);
    expect(advance(loading, eventsByType['download-failed']).progress).toEqual({
      ...before.progress,
      lastFailure: trouble,
    });
    expect(advance(loading, eventsByType['download-finished']).progress).not.toHaveProperty('former');
  });

  it('after one submit-started, no chain of events without a proof of not sent leads to a second one', () => {
    const kinds = Object.values(eventsByType).filter(({ type }) => type !== 'submit-deferred');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...kinds), { maxLength: 40 }), (chain) => {
        let job = jobIn('queued');
        let starts = 0;
        for (const event of chain) {
          try {
            job = advance(job, event);
            if (event.type === 'submit-started') starts += 1;
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(ImpossibleEvent);
          }
        }
        expect(starts).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('how long it took', () => {
  const steps = (...events: JobEvent[]): JobProgress =>
    events.reduce(advance, { ...jobIn('queued'), progress: { state: 'queued', dueAt: 1, attempts: 0 } } as Job)
      .progress;
  const sent: JobEvent = { type: 'submit-started', at: 1000, intent: { ...intent, sentAt: 1000 } };
  const taken: JobEvent = { type: 'submit-accepted', at: 2000, remote, dueAt: 60_000 };
  const ready: JobEvent = { type: 'poll-succeeded', at: 61_000, remote, outputs };
  const onDisk: JobEvent = { type: 'download-finished', at: 63_000, asset };

  it('counts from the sending to the provider and to the disk, once', () => {
    const timing = { readyMs: 60_000, savedMs: 62_000 };
    expect(steps(sent, taken, ready)).toMatchObject({ timing: { readyMs: 60_000 } });
    expect(steps(sent, taken, ready, onDisk)).toMatchObject({ timing });
    const anew: JobEvent[] = [
      { type: 'fetch-asked', at: 900_000 },
      { ...ready, at: 900_500 },
      { ...onDisk, at: 901_000 },
    ];
    expect(steps(sent, taken, ready, onDisk, ...anew)).toMatchObject({ state: 'done', timing });
  });

  it('is not known of what nobody saw become ready: Conch was closed, or the look before brought nothing', () => {
    expect(steps(sent, taken, { ...ready, at: 120_001 })).not.toHaveProperty('timing');
    const vain: JobEvent = { type: 'poll-deferred', at: 60_000, failure: trouble, dueAt: 61_000 };
    expect(steps(sent, taken, vain, ready)).not.toHaveProperty('timing');
    const found: JobEvent[] = [
      { type: 'submit-unclear', at: 2000, failure: trouble },
      { type: 'attach-asked', at: 60_500, remote },
    ];
    expect(steps(sent, ...found, ready)).not.toHaveProperty('timing');
    // The clock was set back in between.
    expect(steps(sent, taken, { ...ready, at: 900 })).not.toHaveProperty('timing');
  });

  it('says nothing of the disk where the way there was broken', () => {
    const broken: JobEvent = { type: 'download-deferred', at: 62_000, failure: trouble, dueAt: 70_000 };
    expect(steps(sent, taken, ready, broken, { ...onDisk, at: 90_000 })).toMatchObject({ timing: { readyMs: 60_000 } });
    expect(steps(sent, taken, ready, broken, { ...onDisk, at: 90_000 })).not.toHaveProperty('timing.savedMs');
  });
});
