import type { JobEvent } from '../../shared/advance.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import { isIn, type Job } from '../../shared/job.ts';
import { retryObjection } from '../../shared/retry.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import type { JobStore } from '../library/job-store.ts';
import type { Journal } from '../library/journal.ts';
import type { MediaStore } from '../library/media-store.ts';
import { createCreation, storing, type Creation, type CreationOptions } from './creation.ts';
import type { Ledger } from './ledger.ts';

/** What a person may do with a job. Each act either happened or throws a `FailureError` that says why not. */
export interface JobActs {
  get(id: string): Job;
  create: Creation['one'];
  createMany: Creation['many'];
  retry(id: string, intentId: string, mayCostTwice: boolean, confirmed?: string): Job;
  cancel(id: string): Job;
  fetch(id: string): Promise<Job>;
  attach(id: string, remoteId: string): Job;
  giveUp(id: string): Job;
  remove(id: string): Promise<void>;
}

export interface JobActsOptions extends CreationOptions {
  store: Pick<JobStore, 'create' | 'createAll' | 'get' | 'remove'>;
  ledger: Ledger;
  journal: Pick<Journal, 'forget'>;
  media: Pick<MediaStore, 'absolutePath' | 'removeFiles'>;
  removed(id: string): void;
}

export function createJobActs(options: JobActsOptions): JobActs {
  const { store, ledger, media, now } = options;
  const creation = createCreation(options);

  function found(id: string): Job {
    const job = ledger.get(id);
    if (job === undefined) throw refuse(sentence('This clip is not in the library any more.'));
    return job;
  }

  function record(id: string, event: JobEvent, otherwise: Sentence): Job {
    const job = ledger.record(id, event);
    if (job === undefined) throw refuse(otherwise);
    options.wake();
    return job;
  }

  return {
    get: found,
    create: creation.one,
    createMany: creation.many,
    retry(id, intentId, mayCostTwice, confirmed) {
      // Asked for again because its answer was lost: whatever has become of the old clip since, it was made.
      const made = store.get(intentId);
      if (made !== undefined) return made;
      const job = found(id);
      const objection = retryObjection(job, mayCostTwice);
      if (objection !== undefined) throw refuse(objection);
      return creation.one(intentId, job.request, { confirmed, group: job.group });
    },
    cancel(id) {
      const sending = isIn(found(id), 'submitting');
      const otherwise = sending
        ? sentence('The request is just leaving and cannot be called back. Try again in a moment.')
        : sentence('There is nothing to cancel any more.');
      return record(id, { type: 'cancel-asked', at: now() }, otherwise);
    },
    async fetch(id) {
      const job = found(id);
      if (isIn(job, 'done') && (await media.absolutePath(job.progress.asset)) !== undefined) {
        throw refuse(sentence('The clip is in your library folder already.'));
      }
      // A clip that came in from elsewhere: nobody could be asked, and it would wait for ever.
      if (options.findProvider(job.request.providerId) === undefined) {
        throw refuse(sentence('Conch does not know the provider of this clip, so nobody can be asked for it.'));
      }
      const isRefused = isIn(job, 'failed') && job.progress.failure.kind === 'moderation';
      const otherwise = isRefused
        ? sentence('The content filter of the provider refused this clip, so there is nothing to download.')
        : sentence('The provider never took this clip, so there is nothing to download.');
      return record(id, { type: 'fetch-asked', at: now() }, otherwise);
    },
    attach(id, remoteId) {
      const remote = { id: remoteId.trim() };
      if (remote.id === '') throw refuse(sentence('Paste the job id from the provider’s console.'));
      return record(id, { type: 'attach-asked', at: now(), remote }, sentence('This clip is not waiting for an id.'));
    },
    giveUp(id) {
      return record(id, { type: 'give-up-asked', at: now() }, sentence('There is nothing to give up here.'));
    },
    async remove(id) {
      const job = found(id);
      if (!isIn(job, 'done', 'failed', 'canceled')) {
        throw refuse(sentence('This clip is on its way or needs a decision. Cancel it or decide first.'));
      }
      await media.removeFiles(job);
      // The journal first: should the process die in between, the next start removes the record itself.
      options.journal.forget(id);
      storing(() => store.remove(id));
      options.removed(id);
    },
  };
}

function refuse(words: Sentence): FailureError {
  return new FailureError(failure('invalid-request', words, { stage: 'local' }));
}
