import type { JobEvent } from '../../shared/advance.ts';
import type { Failure } from '../../shared/failure.ts';
import { isIn, type Job, type JobIn } from '../../shared/job.ts';
import type { Clock, Log } from '../host.ts';
import type { JobStore } from '../library/job-store.ts';
import type { QueueEntry } from '../library/queue-index.ts';
import type { Probe } from '../probe.ts';
import type { Provider } from '../providers/provider.ts';
import type { Breaker } from './breaker.ts';
import { resting } from './engine-reasons.ts';
import type { Gate } from './gate.ts';
import type { Ledger } from './ledger.ts';
import type { PaceBook } from './pace-book.ts';
import type { QueueControl } from './queue-control.ts';
import { prepare, submit, type Prepared, type StepTools } from './steps.ts';
import { createUploadRest } from './upload-rest.ts';

/** Takes clips out of the queue, in its order, and sends each once; or says why none is sent. */
export interface Sender {
  /** Begins to send what may be sent; gives back when there may be more. */
  sendReady(providerId: string, now: number, except: ReadonlySet<string>): number;
  send(job: JobIn<'queued'>, provider: Provider, tools: StepTools): Promise<void>;
  /** It has been sent, or not. */
  ended(jobId: string): void;
  /** The disk has refused to store an intent. */
  noRoom(job: Job, failure: Failure): void;
  /** Why nothing is sent to anybody. */
  shortage(now: number): { untilAt: number; failure: Failure } | undefined;
  /** The image host has been mended, or is to be tried again. */
  uploadsMended(): void;
  /** The clock was set back. */
  retime(now: number): void;
}

export interface SenderOptions {
  store: Pick<JobStore, 'queue' | 'placesByProvider'>;
  ledger: Ledger;
  gate: Gate;
  breaker: Breaker;
  control: Pick<QueueControl, 'isOpen'>;
  pace: Pick<PaceBook, 'accepted' | 'refused'>;
  clock: Clock;
  log: Log;
  probe?: Probe | undefined;
  /** Why nothing should be sent now: the disk is nearly full, and what is paid for must be kept. */
  findShortage(): Promise<Failure | undefined>;
  /** Whether clips of this provider go by way of the image host. */
  needsUpload(providerId: string): (clip: Pick<QueueEntry, 'modelId' | 'hasPicture'>) => boolean;
  launch(job: Job): void;
  record(job: Job, event: JobEvent): void;
  isRunning(): boolean;
  /** What is broken off when Conch stops; for the part that costs nothing. */
  freeSignal(): AbortSignal;
  paidSignal: AbortSignal;
}

/** By provider. */
type Told = Map<string, { kind: string; ids: Set<string> }>;

/** How many of those that wait are told why: the first ones in line. The rest is told by the provider's hold. */
const told = 64;
const batch = 64;
/** How soon the disk is looked at again when it was too full to send anything. */
export const roomLookMs = 3000;
/** How soon a provider that is resting is thought of again. */
const restLookMs = 5000;

export function createSender(options: SenderOptions): Sender {
  const { store, ledger, gate, breaker, control, pace, clock, log } = options;
  /** Let through the gate: job id → provider id. */
  const sending = new Map<string, string>();
  /** Of these, the ones whose intent is not stored yet. */
  const preparing = new Set<string>();
  /** Which clips were told what, so that a thousand of them are not read again and again. */
  const toldWhy: Told = new Map();
  const toldOfUploads: Told = new Map();
  const uploads = createUploadRest();
  let full: { until: number; failure: Failure } | undefined;

  function sendReady(providerId: string, now: number, except: ReadonlySet<string>): number {
    if (!control.isOpen(providerId)) return Infinity;
    const isUpload = options.needsUpload(providerId);
    const uploadRest = uploads.reason(now);
    if (uploadRest !== undefined) {
      const passedOver = store.queue.ready(providerId, now, told, except, isUpload);
      tell(toldOfUploads, providerId, passedOver, uploadRest.failure, now);
    }
    const waiting = store.queue.ready(providerId, now, batch, except, uploadRest && ((entry) => !isUpload(entry)));
    let nextAt = uploadRest !== undefined && uploadRest.untilAt > now ? uploadRest.untilAt : Infinity;
    if (waiting.length === 0) return nextAt;
    if (full !== undefined && full.until > now) {
      tell(toldWhy, providerId, waiting, full.failure, now);
      return full.until;
    }
    for (const id of waiting) {
      const own = [...sending].filter(([, to]) => to === providerId);
      const held = gate.held(providerId);
      if (held !== undefined && held.untilAt > now) tell(toldWhy, providerId, waiting, held.failure, now);
      // After a hold one clip goes ahead alone; the others learn from it.
      else if (held !== undefined && own.length > 0) return Infinity;
      const opensAt = gate.opensAt(providerId, now, own.filter(([jobId]) => preparing.has(jobId)).length);
      if (opensAt === undefined) return Infinity;
      if (opensAt > now) return opensAt;
      const job = ledger.get(id);
      if (job === undefined || !isIn(job, 'queued')) continue;
      const isUploaded = isUpload({
        modelId: job.request.modelId,
        hasPicture: job.request.firstFrame?.kind === 'picture',
      });
      if (isUploaded && uploads.reason(now) !== undefined) {
        // One is ahead of it by now. What stands behind it is looked at anew.
        nextAt = now;
        continue;
      }
      if (!breaker.allows(providerId, now, id)) {
        tell(toldWhy, providerId, waiting, resting, now);
        return Math.max(breaker.restsUntil(providerId), now + restLookMs);
      }
      gate.sent(providerId, now);
      sending.set(id, providerId);
      preparing.add(id);
      if (isUploaded) uploads.began(id);
      options.launch(job);
    }
    return nextAt;
  }

  /** Why nothing is sent. Once: a full disk should not be written to without need, nor a thousand clips each minute. */
  function tell(book: Told, providerId: string, ids: readonly string[], why: Failure, at: number): void {
    const former = book.get(providerId);
    const known = former?.kind === why.kind ? former : { kind: why.kind, ids: new Set<string>() };
    book.set(providerId, known);
    for (const id of ids) {
      if (known.ids.size >= told) return;
      if (known.ids.has(id)) continue;
      known.ids.add(id);
      const job = ledger.get(id);
      if (job === undefined || !isIn(job, 'queued')) continue;
      const { lastFailure } = job.progress;
      if (lastFailure?.kind === why.kind && lastFailure.stage === why.stage) continue;
      ledger.record(id, { type: 'submit-deferred', at, failure: why, dueAt: at });
    }
  }

  /** Still wanted: not canceled, not paused, and its provider neither. */
  function mayLeave({ id, request }: Job): boolean {
    const now = ledger.get(id);
    return now !== undefined && isIn(now, 'queued') && now.place?.paused !== true && control.isOpen(request.providerId);
  }

  /** Taken by the provider and not ready, as far as is known: without those whose answer is still out. */
  function inTheMaking(providerId: string): number {
    const unanswered = [...sending].filter(([id, to]) => to === providerId && !preparing.has(id)).length;
    return Math.max(0, (store.placesByProvider(clock.now()).get(providerId) ?? 0) - unanswered);
  }

  function learnOfUpload(jobId: string, prepared: Prepared): void {
    if (!uploads.ended(jobId)) return;
    const why = 'refused' in prepared ? prepared.refused : undefined;
    if (why?.type === 'submit-deferred' && why.failure.stage === 'upload')
      uploads.failed({ fromAt: why.at, untilAt: why.dueAt }, why.failure);
    else if (why === undefined || (why.type === 'submit-rejected' && why.failure.stage === 'upload')) uploadsMended();
  }

  function uploadsMended(): void {
    uploads.worked();
    toldOfUploads.clear();
  }

  function learn(providerId: string, sentAt: number, event: JobEvent): void {
    if (event.type === 'submit-accepted') {
      pace.accepted(providerId, sentAt, inTheMaking(providerId) + 1);
      toldWhy.delete(providerId);
    } else if (event.type === 'submit-deferred' && event.failure.kind === 'rate-limited') {
      pace.refused(providerId, sentAt, inTheMaking(providerId));
    }
  }

  return {
    sendReady,
    async send(job, provider, tools) {
      const shortage = await options.findShortage();
      if (shortage !== undefined) {
        full = { until: clock.now() + roomLookMs, failure: shortage };
        tell(toldWhy, provider.id, [job.id], shortage, clock.now());
        return;
      }
      full = undefined;
      const prepared = await prepare(job, tools, options.freeSignal());
      learnOfUpload(job.id, prepared);
      if (!options.isRunning() || !mayLeave(job)) return;
      if ('refused' in prepared) {
        options.record(job, prepared.refused);
        return;
      }
      const { ready, intent } = prepared;
      options.probe?.('before-intent');
      // The money rule: the intent is on disk before the first byte leaves, or nothing leaves.
      const sentAt = clock.now();
      const started = ledger.recordSurely(job.id, { type: 'submit-started', at: sentAt, intent });
      preparing.delete(job.id);
      options.probe?.('after-intent');
      if (started === undefined) return;
      const { attempts } = job.progress;
      const events = await submit({ jobId: job.id, ready, intent, attempts }, tools, options.paidSignal);
      options.probe?.('answer-arrived');
      for (const event of events) {
        learn(provider.id, sentAt, event);
        options.record(job, event);
      }
      options.probe?.('answer-stored');
      log.info('submitted', { id: job.id, provider: provider.id, outcome: events[0]?.type });
    },
    ended(jobId) {
      sending.delete(jobId);
      preparing.delete(jobId);
      uploads.ended(jobId);
    },
    noRoom(job, failure) {
      full = { until: clock.now() + roomLookMs, failure };
      tell(toldWhy, job.request.providerId, [job.id], failure, clock.now());
    },
    uploadsMended,
    shortage: (now) =>
      full !== undefined && full.until > now ? { untilAt: full.until, failure: full.failure } : undefined,
    retime(now) {
      uploads.retime(now);
      if (full !== undefined) full = { ...full, until: Math.min(full.until, now + roomLookMs) };
    },
  };
}
