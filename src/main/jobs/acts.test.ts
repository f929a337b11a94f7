import { afterEach, beforeEach, expect, it } from 'vitest';
import { failure, FailureError } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import { createRig } from './engine-rig.ts';
import { sampleProvider, sampleRequest } from './job-samples.ts';

let rig: ReturnType<typeof createRig>;
beforeEach(() => {
  rig = createRig({ providers: [sampleProvider()] });
});
afterEach(() => rig.dispose());

it('gives a clip by its id as it stands now', () => {
  const job = rig.create();
  expect(rig.acts.get(job.id)).toEqual(job);
  rig.acts.cancel(job.id);
  expect(rig.acts.get(job.id).progress.state).toBe('canceled');
});

it('says in plain words that a clip is gone', async () => {
  const { id } = rig.create();
  rig.acts.cancel(id);
  await rig.acts.remove(id);
  expect(() => rig.acts.get(id)).toThrow(FailureError);
  expect(() => rig.acts.get(id)).toThrow('not in the library any more');
});

it('tells the journal of a deletion before the list: killed in between, no start brings the clip back', async () => {
  const { id } = rig.create();
  rig.acts.cancel(id);
  await rig.acts.remove(id);
  expect(rig.forgotten).toEqual([id]);
});

it('a retry that is asked for again, because its answer was lost, is answered alike even when the old clip is gone', async () => {
  const { id } = rig.create();
  rig.acts.cancel(id);
  const intentId = crypto.randomUUID();
  const made = rig.acts.retry(id, intentId, false);
  await rig.acts.remove(id);
  expect(rig.acts.retry(id, intentId, false)).toEqual(made);
});

it('a clip of a provider that nobody knows is not asked for: it would wait for ever', async () => {
  const stranger: Job = {
    id: crypto.randomUUID(),
    sequence: 0,
    createdAt: 1,
    updatedAt: 1,
    request: { providerId: 'foreign', modelId: 'unknown', prompt: 'holiday' },
    progress: {
      state: 'done',
      intent: { sentAt: 1, origin: '', keyFingerprint: '', requestHash: '' },
      remote: { id: 'foreign' },
      acceptedAt: 1,
      finishedAt: 1,
      savedAt: 1,
      asset: { path: 'gone.mp4', sizeBytes: 1, sha256: 'f', type: 'video/mp4', poster: false },
    },
  };
  rig.store.restore([stranger]);
  await expect(rig.acts.fetch(stranger.id)).rejects.toThrow('does not know the provider');
  expect(rig.acts.get(stranger.id).progress.state).toBe('done');
});

it('what a content filter has refused is not asked for again', async () => {
  const refused: Job = {
    id: crypto.randomUUID(),
    sequence: 0,
    createdAt: 1,
    updatedAt: 1,
    request: sampleRequest,
    progress: {
      state: 'failed',
      failedAt: 2,
      failure: { kind: 'moderation', message: 'No.' },
      intent: { sentAt: 1, origin: '', keyFingerprint: '', requestHash: '' },
      remote: { id: 'refused' },
      acceptedAt: 1,
    },
  };
  rig.store.restore([refused]);
  await expect(rig.acts.fetch(refused.id)).rejects.toThrow('The content filter of the provider refused this clip');
  expect(rig.acts.get(refused.id).progress).toEqual(refused.progress);
});

it('nothing is stored, so nothing can be sent, before the person has agreed to the cost', () => {
  const asked: [number, string | undefined][] = [];
  const careful = createRig({
    providers: [sampleProvider()],
    admit(drafts, confirmed) {
      asked.push([drafts.length, confirmed]);
      if (confirmed !== 'yes') throw new FailureError(failure('confirm-spending', 'Is that all right?'));
    },
  });
  const id = crypto.randomUUID();
  expect(() => careful.acts.create(id, sampleRequest)).toThrow('all right');
  expect(() => careful.acts.create(id, sampleRequest, { confirmed: 'no' })).toThrow('all right');
  expect(careful.store.get(id)).toBeUndefined();
  const job = careful.acts.create(id, sampleRequest, { confirmed: 'yes' });
  expect(job.progress.state).toBe('queued');
  // The same click again is no new act.
  expect(careful.acts.create(id, sampleRequest)).toEqual(job);

  careful.acts.cancel(id);
  const again = crypto.randomUUID();
  expect(() => careful.acts.retry(id, again, false)).toThrow('all right');
  expect(careful.store.get(again)).toBeUndefined();
  careful.acts.retry(id, again, false, 'yes');
  expect(careful.store.get(again)).toBeDefined();
  expect(asked).toEqual([
    [1, undefined],
    [1, 'no'],
    [1, 'yes'],
    [1, undefined],
    [1, 'yes'],
  ]);
  careful.dispose();
});
