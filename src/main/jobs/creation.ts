import type { Order } from '../../shared/batch/order.ts';
import { failure, FailureError, type Failure } from '../../shared/failure.ts';
import type { Group } from '../../shared/group.ts';
import type { ImageHostState } from '../../shared/image-host.ts';
import type { Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { validate } from '../../shared/validate.ts';
import type { JobStore } from '../library/job-store.ts';
import type { Provider } from '../providers/provider.ts';
import type { Admit } from '../spending/admit.ts';

/** Where clips begin: what is asked for becomes a stored promise, once, whether one clip is asked for or thousands. */
export interface Creation {
  one(intentId: string, request: GenerationRequest, extra?: Extra): Job;
  /**
   * All of them or none: each is judged, the person is asked about the sum, and then all are stored at once. Nothing
   * leaves before that. Ids that are stored already are counted as `known` and left as they are.
   */
  many(orders: readonly Order[], confirmed?: string): { created: number; known: number };
}

export interface Extra {
  /** The token of the question about the cost that this very act was answered with. */
  confirmed?: string | undefined;
  group?: Group | undefined;
}

export interface CreationOptions {
  store: Pick<JobStore, 'create' | 'createAll' | 'get'>;
  findProvider(id: string): Provider | undefined;
  hasKey(providerId: string): boolean;
  /** What the person's own image host can do for this provider. */
  imageHostState(providerId: string): ImageHostState;
  /** Asks before money is spent. */
  admit: Admit;
  now(): number;
  created(job: Job): void;
  createdMany(jobs: readonly Job[]): void;
  wake(): void;
}

export function createCreation(options: CreationOptions): Creation {
  const { store, now } = options;

  interface Circumstances {
    provider: Provider | undefined;
    hasKey: boolean;
    imageHost: ImageHostState;
  }

  function circumstancesOf(providerId: string): Circumstances {
    const provider = options.findProvider(providerId);
    if (provider === undefined) return { provider, hasKey: false, imageHost: 'absent' };
    return { provider, hasKey: options.hasKey(providerId), imageHost: options.imageHostState(providerId) };
  }

  /** For one act: what is asked of a provider is asked once, however many clips it makes. Undefined: it may be sent. */
  function judging(): (request: GenerationRequest) => Failure | undefined {
    const known = new Map<string, Circumstances>();
    return (request) => {
      const circumstances = known.get(request.providerId) ?? circumstancesOf(request.providerId);
      known.set(request.providerId, circumstances);
      return objection(request, circumstances);
    };
  }

  /** Undefined: it may be sent. */
  function objection(request: GenerationRequest, { provider, hasKey, imageHost }: Circumstances): Failure | undefined {
    if (provider === undefined) {
      return failure('invalid-request', sentence('There is no such provider. Choose another one.'), unsent);
    }
    const worst = validate(request, provider.models, { imageHost }).find(({ severity }) => severity === 'error');
    if (worst !== undefined) {
      const kind = worst.field === 'firstFrame' ? 'invalid-image' : 'invalid-request';
      return failure(kind, worst.said, unsent);
    }
    if (hasKey) return undefined;
    const words = sentence('There is no key for {{provider}}. Add one in Settings; nothing was sent.', {
      provider: provider.name,
    });
    return failure('key-missing', words, unsent);
  }

  return {
    one(intentId, request, { confirmed, group } = {}) {
      // The same click again (a double click, a message sent twice after a reconnect): the same job, nothing new.
      const known = store.get(intentId);
      if (known !== undefined) return known;
      const why = judging()(request);
      if (why !== undefined) throw new FailureError(why);
      options.admit([{ intentId, request }], confirmed);
      const { job, created } = storing(() => store.create({ id: intentId, at: now(), request, group }));
      if (created) {
        options.created(job);
        options.wake();
      }
      return job;
    },

    many(orders, confirmed) {
      const fresh = orders.filter(({ intentId }) => store.get(intentId) === undefined);
      const judge = judging();
      for (const { intentId, request } of fresh) {
        const why = judge(request);
        if (why === undefined) continue;
        const place = orders.findIndex((order) => order.intentId === intentId);
        throw new FailureError(orders.length === 1 ? why : named(why, place + 1, orders.length));
      }
      options.admit(fresh, confirmed);
      const at = now();
      const drafts = fresh.map(({ intentId: id, request, group, tags }) => ({ id, at, request, group, tags }));
      const jobs = storing(() => store.createAll(drafts));
      const [first] = jobs;
      if (first !== undefined) {
        if (jobs.length === 1) options.created(first);
        else options.createdMany(jobs);
        options.wake();
      }
      return { created: jobs.length, known: orders.length - jobs.length };
    },
  };
}

/** Says which of many it is about. */
function named(why: Failure, number: number, total: number): Failure {
  const which = sentence('Clip {{number}} of {{total}} cannot be sent, so nothing was.', { number, total });
  const { kind, message: _message, said = [], ...facts } = why;
  return failure(kind, [which, ...said], facts);
}

const unsent = { stage: 'local', charged: 'no' } as const;

/** A store that cannot write must not look like a defect: nothing has been sent. */
export function storing<T>(write: () => T): T {
  try {
    return write();
  } catch {
    const words: Sentence = sentence(
      'The library could not be written to, so nothing was sent or changed. Is the disk full?',
    );
    throw new FailureError(failure('disk', words, unsent));
  }
}
