import type { JobEvent } from '../../shared/advance.ts';
import { failure, FailureError, type Failure } from '../../shared/failure.ts';
import type { ImageHostState } from '../../shared/image-host.ts';
import { isIn, type Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { validate } from '../../shared/validate.ts';
import type { JobStore } from '../library/job-store.ts';
import type { MediaStore } from '../library/media-store.ts';
import type { Provider } from '../providers/provider.ts';
import type { Ledger } from './ledger.ts';

/** What a person may do with a job. Each act either happened or throws a `FailureError` that says why not. */
export interface JobActs {
  get(id: string): Job;
  create(intentId: string, request: GenerationRequest): Job;
  retry(id: string, intentId: string, mayCostTwice: boolean): Job;
  cancel(id: string): Job;
  fetch(id: string): Promise<Job>;
  attach(id: string, remoteId: string): Job;
  giveUp(id: string): Job;
  remove(id: string): Promise<void>;
}

export interface JobActsOptions {
  store: Pick<JobStore, 'create' | 'get' | 'remove'>;
  ledger: Ledger;
  media: Pick<MediaStore, 'absolutePath' | 'removeFiles'>;
  findProvider(id: string): Provider | undefined;
  hasKey(providerId: string): boolean;
  /** What the person's own image host can do for this provider. */
  imageHostState(providerId: string): ImageHostState;
  now(): number;
  created(job: Job): void;
  removed(id: string): void;
  wake(): void;
}

export function createJobActs(options: JobActsOptions): JobActs {
  const { store, ledger, media, now } = options;

  function found(id: string): Job {
    const job = ledger.get(id);
    if (job === undefined) throw refuse('This clip is not in the library any more.');
    return job;
  }

  function record(id: string, event: JobEvent, otherwise: string): Job {
    const job = ledger.record(id, event);
    if (job === undefined) throw refuse(otherwise);
    options.wake();
    return job;
  }

  function create(intentId: string, request: GenerationRequest): Job {
    // The same click again (a double click, a message sent twice after a reconnect): the same job, nothing new.
    const known = store.get(intentId);
    if (known !== undefined) return known;
    const provider = options.findProvider(request.providerId);
    if (provider === undefined) throw refuse('There is no such provider. Choose another one.');
    const worst = validate(request, provider.models, { imageHost: options.imageHostState(provider.id) }).find(
      ({ severity }) => severity === 'error',
    );
    if (worst !== undefined) {
      const kind = worst.field === 'firstFrame' ? 'invalid-image' : 'invalid-request';
      throw new FailureError(failure(kind, worst.message, unsent));
    }
    if (!options.hasKey(provider.id)) {
      const message = `There is no key for ${provider.name}. Add one in Settings; nothing was sent.`;
      throw new FailureError(failure('key-missing', message, unsent));
    }
    const { job, created } = storing(() => store.create({ id: intentId, at: now(), request }));
    if (created) {
      options.created(job);
      options.wake();
    }
    return job;
  }

  return {
    get: found,
    create,
    retry(id, intentId, mayCostTwice) {
      const job = found(id);
      if (!isIn(job, 'failed', 'canceled', 'unknown')) throw refuse('This clip is still on its way or done already.');
      const mayHaveStarted =
        isIn(job, 'unknown') || (isIn(job, 'canceled') && job.progress.reason !== 'before-sending');
      if (mayHaveStarted && !mayCostTwice) {
        throw refuse('The first request may have been charged. Send it again only if paying twice is all right.');
      }
      return create(intentId, job.request);
    },
    cancel(id) {
      const sending = isIn(found(id), 'submitting');
      const otherwise = sending
        ? 'The request is just leaving and cannot be called back. Try again in a moment.'
        : 'There is nothing to cancel any more.';
      return record(id, { type: 'cancel-asked', at: now() }, otherwise);
    },
    async fetch(id) {
      const job = found(id);
      if (isIn(job, 'done') && (await media.absolutePath(job.progress.asset)) !== undefined) {
        throw refuse('The clip is in your library folder already.');
      }
      // A clip that came in from elsewhere: nobody could be asked, and it would wait for ever.
      if (options.findProvider(job.request.providerId) === undefined) {
        throw refuse('Conch does not know the provider of this clip, so nobody can be asked for it.');
      }
      return record(
        id,
        { type: 'fetch-asked', at: now() },
        'The provider never took this clip, so there is nothing to download.',
      );
    },
    attach(id, remoteId) {
      const remote = { id: remoteId.trim() };
      if (remote.id === '') throw refuse('Paste the job id from the provider’s console.');
      return record(id, { type: 'attach-asked', at: now(), remote }, 'This clip is not waiting for an id.');
    },
    giveUp(id) {
      return record(id, { type: 'give-up-asked', at: now() }, 'There is nothing to give up here.');
    },
    async remove(id) {
      const job = found(id);
      if (!isIn(job, 'done', 'failed', 'canceled')) {
        throw refuse('This clip is on its way or needs a decision. Cancel it or decide first.');
      }
      await media.removeFiles(job);
      storing(() => store.remove(id));
      options.removed(id);
    },
  };
}

const unsent = { stage: 'local', charged: 'no' } as const;

function refuse(message: string): FailureError {
  return new FailureError(failure('invalid-request', message, { stage: 'local' }));
}

/** A store that cannot write must not look like a defect: nothing has been sent. */
function storing<T>(write: () => T): T {
  try {
    return write();
  } catch {
    const why: Failure = failure(
      'disk',
      'The library could not be written to, so nothing was sent or changed. Is the disk full?',
      unsent,
    );
    throw new FailureError(why);
  }
}
