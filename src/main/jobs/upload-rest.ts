import { isForPerson, type Failure } from '../../shared/failure.ts';
import { begunAgain, type Wait } from './clock-watch.ts';

/**
 * Leaves the person's image host alone after an upload that failed. Clips that need one are not taken out of the queue
 * meanwhile, since they would use up places and pace of a provider that has nothing to do with it. When the time is over
 * one upload goes ahead alone, and only its success lets the others follow. One host serves all providers.
 */
export interface UploadRest {
  /** Why no clip that needs an upload is taken now, and until when at least; undefined: one may be. */
  reason(now: number): { readonly untilAt: number; readonly failure: Failure } | undefined;
  /** This clip was taken, to be uploaded. */
  began(jobId: string): void;
  /** Uploaded, or not. Gives back whether it was to be. */
  ended(jobId: string): boolean;
  /** @param wait how long the clip itself waits before it tries again */
  failed(wait: Wait, failure: Failure): void;
  /** The host has answered as it should. */
  worked(): void;
  /** The clock was set back. */
  retime(now: number): void;
}

export function createUploadRest(): UploadRest {
  const underWay = new Set<string>();
  let rest: (Wait & { failure: Failure }) | undefined;

  return {
    reason(now) {
      return rest !== undefined && (rest.untilAt > now || underWay.size > 0) ? rest : undefined;
    },
    began: (jobId) => void underWay.add(jobId),
    ended: (jobId) => underWay.delete(jobId),
    failed({ fromAt, untilAt }, failure) {
      // What the host or the person has to say holds for all. Else another clip goes ahead of the one that failed: it
      // may be its picture alone that does not get through, and then no other one should wait behind it.
      const isForAll = isForPerson(failure) || failure.retryAfterMs !== undefined;
      const own = isForAll ? untilAt : fromAt + (untilAt - fromAt) / 2;
      if (own > (rest?.untilAt ?? 0)) rest = { fromAt, untilAt: own, failure };
    },
    worked() {
      rest = undefined;
    },
    retime(now) {
      if (rest !== undefined) rest = { ...rest, ...begunAgain(rest, now) };
    },
  };
}
