import type { JobEvent } from '../../shared/advance.ts';
import type { Failure } from '../../shared/failure.ts';
import { isIn, type Job } from '../../shared/job.ts';
import type { Clock } from '../host.ts';
import type { Breaker } from './breaker.ts';
import { isUnanswered } from './engine-reasons.ts';
import type { Gate } from './gate.ts';
import type { Ledger } from './ledger.ts';
import type { QueueControl } from './queue-control.ts';

export interface OutcomeOptions {
  ledger: Pick<Ledger, 'record'>;
  gate: Gate;
  breaker: Pick<Breaker, 'succeeded' | 'failed'>;
  control: Pick<QueueControl, 'failed' | 'succeeded'>;
  clock: Pick<Clock, 'now'>;
}

/** Takes down what a step brought: first what it says of the provider, then what becomes of the job. */
export function createOutcomes({ ledger, gate, breaker, control, clock }: OutcomeOptions) {
  /** What a clip that was put back says of the next one. */
  function deferred({ request }: Job, at: number, { failure, dueAt }: { failure: Failure; dueAt: number }): void {
    const { providerId } = request;
    // A full disk is looked at for all providers at once.
    if (failure.kind === 'rate-limited' || failure.kind === 'disk') return;
    const held = gate.held(providerId);
    const isHeldAlready = held !== undefined && held.untilAt > at;
    gate.hold(providerId, { fromAt: at, untilAt: dueAt }, failure);
    // Those that were on their way together say it once.
    if (!isHeldAlready) control.failed(providerId, failure, request, at);
  }

  /** Whether the provider is there. Nothing is told of it by what this computer refused, nor by where clips are fetched from. */
  function tellPresence(job: Job, event: JobEvent): void {
    const { providerId } = job.request;
    if (isIn(job, 'downloading')) return;
    const why = 'failure' in event ? event.failure : undefined;
    if (why?.stage === 'local') return;
    if (why !== undefined && isUnanswered(why)) {
      breaker.failed(providerId, clock.now());
      return;
    }
    breaker.succeeded(providerId);
    if (isIn(job, 'waiting')) gate.answered(providerId, event.at);
  }

  function tellQueue(job: Job, event: JobEvent): void {
    const { providerId } = job.request;
    switch (event.type) {
      case 'submit-accepted':
        gate.wentThrough(providerId);
        control.succeeded(providerId, 'accepted');
        return;
      case 'submit-deferred':
        deferred(job, event.at, event);
        return;
      case 'submit-rejected':
      case 'submit-unclear':
        // Whatever held the clips back before, this one got through to the provider.
        if (event.failure.stage !== 'local') gate.wentThrough(providerId);
        control.failed(providerId, event.failure, job.request, event.at);
        return;
      case 'poll-failed':
        control.failed(providerId, { ...event.failure, stage: 'poll' }, job.request, event.at);
        return;
      case 'poll-succeeded':
        control.succeeded(providerId, 'made');
        return;
      default:
        // Looks and downloads that brought nothing new, and what the person does, say nothing of the next clip.
        return;
    }
  }

  return {
    record(job: Job, event: JobEvent): void {
      const { providerId } = job.request;
      if ('failure' in event && event.failure.stage === 'upload') {
        // The image host's trouble says nothing about the provider.
        ledger.record(job.id, event);
        return;
      }
      if ('failure' in event && event.failure.kind === 'rate-limited' && 'dueAt' in event) {
        gate.pause(providerId, { fromAt: event.at, untilAt: event.dueAt });
      }
      tellPresence(job, event);
      ledger.record(job.id, event);
      tellQueue(job, event);
    },
  };
}
