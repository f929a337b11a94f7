import { describe, expect, it } from 'vitest';
import { failure, FailureError } from '../../shared/failure.ts';
import type { JobIn } from '../../shared/job.ts';
import type { DownloadOutcome } from '../download/download-output.ts';
import type { PollOutcome, SubmitOutcome } from '../providers/provider.ts';
import { noImageHost, sampleIntent, sampleJob, samplePicture, sampleProvider, sampleRequest } from './job-samples.ts';
import { download, poll, prepare, submit, type StepTools } from './steps.ts';

const now = 1_000_000;
const signal = new AbortController().signal;
const trouble = failure('network', 'no way through');
const queued = sampleJob({ state: 'queued', dueAt: 1, attempts: 0 }) as JobIn<'queued'>;
const accepted = { intent: sampleIntent, remote: { id: 'task-1' }, acceptedAt: now - 1000 };
const waiting = sampleJob({
  state: 'waiting',
  ...accepted,
  phase: 'queued',
  dueAt: 1,
  troubles: 0,
  refreshing: false,
}) as JobIn<'waiting'>;
const outputs = [{ url: 'https://cdn.example/a.mp4' }];
const part = { path: '/parts/a.part', sizeBytes: 9, sha256: 'a'.repeat(64), type: 'video/mp4' } as const;

function downloading(refreshed: boolean): JobIn<'downloading'> {
  return sampleJob({
    state: 'downloading',
    ...accepted,
    outputs,
    finishedAt: 1,
    dueAt: 1,
    troubles: 0,
    refreshed,
  }) as JobIn<'downloading'>;
}

function tools(change: Partial<StepTools> = {}): StepTools {
  return {
    provider: sampleProvider(),
    key: 'a-key',
    origin: 'https://provider.example',
    keyFingerprint: '0011aabb',
    estimate: () => undefined,
    http: () => ({ call: () => Promise.reject(new Error('not called')) }),
    imageHost: noImageHost,
    keptPicture: async () => samplePicture,
    pictureDataUrl: async () => 'data:image/png;base64,AA==',
    download: async () => ({ outcome: 'saved', part }),
    adopt: async () => ({ path: '2026-11/a.mp4', sizeBytes: 9, sha256: part.sha256, type: 'video/mp4', poster: false }),
    now: () => now,
    dice: () => 0.5,
    pollOverrideMs: undefined,
    ...change,
  };
}

describe('prepare', () => {
  it('keeps the lineage of a clip from the adapter', async () => {
    const continues = '3f0c1f9e-55a1-4b0e-9d3c-0a5a4f6f7c11';
    const job: JobIn<'queued'> = { ...queued, request: { ...queued.request, continues } };
    const prepared = await prepare(job, tools(), signal);
    expect(JSON.stringify(prepared)).not.toContain(continues);
    expect(prepared).toMatchObject({ ready: sampleRequest });
  });

  it('freezes origin and key fingerprint in the intent', async () => {
    const prepared = await prepare(queued, tools(), signal);
    expect(prepared).toMatchObject({
      ready: sampleRequest,
      intent: { sentAt: now, origin: 'https://provider.example', keyFingerprint: '0011aabb' },
    });
  });

  it('without a key the clip waits and nothing is sent', async () => {
    const prepared = await prepare(queued, tools({ key: undefined }), signal);
    expect(prepared).toMatchObject({ refused: { type: 'submit-deferred', failure: { kind: 'key-missing' } } });
  });

  it('refuses what has become invalid since, and says that it cost nothing', async () => {
    const job = { ...queued, request: { ...sampleRequest, prompt: ' ' } };
    expect(await prepare(job, tools(), signal)).toMatchObject({
      refused: { type: 'submit-rejected', failure: { kind: 'invalid-request', charged: 'no' } },
    });
  });
});

describe('submit', () => {
  const run = async (outcome: SubmitOutcome | Error) => {
    const provider = sampleProvider({
      submit: async () => (outcome instanceof Error ? Promise.reject(outcome) : outcome),
    });
    return submit(
      { jobId: queued.id, ready: sampleRequest, intent: sampleIntent, attempts: 2 },
      tools({ provider }),
      signal,
    );
  };

  it('accepted: first look after the provider’s own time', async () => {
    expect(await run({ outcome: 'accepted', remote: { id: 't' } })).toMatchObject([
      { type: 'submit-accepted', dueAt: now + 8000 },
    ]);
  });

  it('accepted with the finished clip: two facts, both stored', async () => {
    const events = await run({ outcome: 'accepted', remote: { id: 't' }, outputs });
    expect(events.map(({ type }) => type)).toEqual(['submit-accepted', 'poll-succeeded']);
  });

  it('not sent: again later, not before the provider asked', async () => {
    const events = await run({
      outcome: 'not-sent',
      failure: failure('rate-limited', 'slow down', { retryAfterMs: 30_000 }),
    });
    expect(events).toMatchObject([{ type: 'submit-deferred' }]);
    expect(events[0] && 'dueAt' in events[0] && events[0].dueAt).toBeGreaterThanOrEqual(now + 30_000);
  });

  it.each(['network', 'timeout'] as const)(
    'not sent for want of an answer (%s): again soon, however often',
    async (kind) => {
      const outcome: SubmitOutcome = { outcome: 'not-sent', failure: failure(kind, 'no way', { charged: 'no' }) };
      const provider = sampleProvider({ submit: async () => outcome });
      for (const attempts of [0, 3, 20, 5000]) {
        const [event] = await submit(
          { jobId: queued.id, ready: sampleRequest, intent: sampleIntent, attempts },
          tools({ provider, dice: () => 1 }),
          signal,
        );
        expect(event).toMatchObject({ type: 'submit-deferred', dueAt: now + Math.min(10_000, 1000 * 2 ** attempts) });
      }
    },
  );

  it('rejected and unclear stay what they are', async () => {
    expect(await run({ outcome: 'rejected', failure: trouble })).toMatchObject([{ type: 'submit-rejected' }]);
    expect(await run({ outcome: 'unclear', failure: trouble })).toMatchObject([{ type: 'submit-unclear' }]);
  });

  it.each(['key-rejected', 'not-permitted', 'balance'] as const)(
    'turned away for want of what only a person can mend (%s): it waits, if that surely cost nothing',
    async (kind) => {
      const turnedAway = async (charged: 'no' | 'unknown') =>
        run({ outcome: 'rejected', failure: failure(kind, 'no', { stage: 'submit', charged }) });
      expect(await turnedAway('no')).toMatchObject([
        { type: 'submit-deferred', failure: { kind }, dueAt: now + 300_000 },
      ]);
      expect(await turnedAway('unknown')).toMatchObject([{ type: 'submit-rejected' }]);
    },
  );

  it('an adapter that throws leaves the outcome unknown, never "not sent"', async () => {
    expect(await run(new Error('cut off'))).toMatchObject([
      { type: 'submit-unclear', failure: { kind: 'outcome-unknown', charged: 'unknown' } },
    ]);
  });
});

describe('poll', () => {
  const run = (outcome: PollOutcome, change: Partial<StepTools> = {}) =>
    poll(waiting, tools({ provider: sampleProvider({ poll: async () => outcome }), ...change }), signal);

  it('asks at the origin of the intent, whatever the settings say now', async () => {
    const asked: string[] = [];
    const http: StepTools['http'] = ({ origin }) => (
      asked.push(origin),
      tools().http({ jobId: queued.id, origin, fresh: false, key: '', signal })
    );
    await run({ outcome: 'waiting', phase: 'running' }, { http, origin: 'https://elsewhere.example' });
    expect(asked).toEqual(['https://provider.example']);
  });

  it('waiting: the next look at the usual time, or when the adapter says', async () => {
    expect(await run({ outcome: 'waiting', phase: 'running', etaMs: 50_000 })).toMatchObject({
      type: 'poll-waiting',
      dueAt: now + 10_000,
      readyAt: now + 50_000,
    });
    expect(await run({ outcome: 'waiting', phase: 'running', pollAfterMs: 3000 })).toMatchObject({ dueAt: now + 3000 });
    expect(
      await run({ outcome: 'waiting', phase: 'running', pollAfterMs: 3000 }, { pollOverrideMs: 200 }),
    ).toMatchObject({ dueAt: now + 200 });
  });

  it('looks when the provider says that it will be ready, but not more than once a second', async () => {
    expect(await run({ outcome: 'waiting', phase: 'running', etaMs: 4000 })).toMatchObject({ dueAt: now + 4000 });
    expect(await run({ outcome: 'waiting', phase: 'running', etaMs: 3 })).toMatchObject({ dueAt: now + 1000 });
    expect(await run({ outcome: 'waiting', phase: 'running', etaMs: 90_000 })).toMatchObject({ dueAt: now + 10_000 });
  });

  it('an answer that helps nobody is a reason to look again, never a verdict', async () => {
    expect(await run({ outcome: 'unclear', failure: trouble, remote: { id: 'task-1', looks: 2 } })).toMatchObject({
      type: 'poll-deferred',
      remote: { looks: 2 },
    });
  });

  it('a refused or missing key stops the clock, not the job', async () => {
    const refused = await run({ outcome: 'unclear', failure: failure('key-rejected', 'no') });
    expect(refused).toMatchObject({ type: 'poll-deferred', dueAt: now + 300_000 });
    expect(await run({ outcome: 'waiting', phase: 'queued' }, { key: undefined })).toMatchObject({
      type: 'poll-deferred',
      failure: { kind: 'key-missing' },
    });
  });

  it('the verdict of the vendor is final', async () => {
    expect(await run({ outcome: 'failed', failure: trouble })).toMatchObject({ type: 'poll-failed' });
    expect(await run({ outcome: 'succeeded', outputs: [{ url: 'https://cdn.example/a.mp4' }] })).toMatchObject({
      type: 'poll-succeeded',
    });
  });
});

describe('download', () => {
  const run = (outcome: DownloadOutcome, refreshed = false, change: Partial<StepTools> = {}) =>
    download(downloading(refreshed), tools({ download: async () => outcome, ...change }), signal);

  it('saved and adopted: done', async () => {
    expect(await run({ outcome: 'saved', part })).toMatchObject({
      type: 'download-finished',
      asset: { path: '2026-11/a.mp4' },
    });
  });

  it('a folder that cannot be written postpones; the part stays', async () => {
    const adopt = () => Promise.reject(new Error('EROFS'));
    expect(await run({ outcome: 'saved', part }, false, { adopt })).toMatchObject({
      type: 'download-deferred',
      failure: { kind: 'disk' },
    });
  });

  it('says what is wrong with the disk of the library', async () => {
    const why = failure('disk', 'The folder /clips is not there. Was a disk taken out?', { stage: 'local' });
    const adopt = () => Promise.reject(new FailureError(why));
    expect(await run({ outcome: 'saved', part }, false, { adopt })).toMatchObject({
      type: 'download-deferred',
      failure: { ...why, stage: 'download' },
    });
  });

  it('a dead link is asked for once more, then the person decides', async () => {
    expect(await run({ outcome: 'expired', failure: trouble })).toMatchObject({ type: 'download-expired' });
    expect(await run({ outcome: 'expired', failure: trouble }, true)).toMatchObject({
      type: 'download-failed',
      failure: { kind: 'output-expired' },
    });
  });

  it('trouble postpones, a refused file is a failure', async () => {
    expect(await run({ outcome: 'trouble', failure: trouble })).toMatchObject({ type: 'download-deferred' });
    expect(await run({ outcome: 'refused', failure: trouble })).toMatchObject({ type: 'download-failed' });
  });
});
