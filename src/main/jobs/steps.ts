import { createHash } from 'node:crypto';
import type { JobEvent } from '../../shared/advance.ts';
import type { KeptEstimate } from '../../shared/estimate.ts';
import { failure, failureFrom, isForPerson, type Failure } from '../../shared/failure.ts';
import { goesThroughHost, type ImageHostState } from '../../shared/image-host.ts';
import type { Intent, Job, JobIn, Output } from '../../shared/job.ts';
import type { GenerationRequest, KeptPicture } from '../../shared/request.ts';
import { hasErrors, validate } from '../../shared/validate.ts';
import { sentence, sentencesOf } from '../../shared/sentence.ts';
import type { DownloadOutcome, VerifiedPart } from '../download/download-output.ts';
import type { ProviderHttp } from '../providers/http.ts';
import type { Provider, ResolvedRequest } from '../providers/provider.ts';
import { isNoAnswer } from './engine-reasons.ts';
import { backoffMs, diskBackoffMs, firstPollGapMs, keyBackoffMs, knockBackoffMs, pollGapMs } from './schedule.ts';

/**
 * The three steps that touch the world. Each takes a job and gives back what happened; none changes the job, none
 * loops, none waits. `commit` in the engine applies the events.
 */
export interface StepTools {
  provider: Provider;
  /** The key in force, or undefined. */
  key: string | undefined;
  /** The origin in force for a new request. A job already sent keeps the origin of its intent. */
  origin: string;
  keyFingerprint: string;
  /** What a request is thought to cost, as it is kept with it. Undefined: not published. */
  estimate(request: GenerationRequest): KeptEstimate | undefined;
  http(options: { jobId: string; origin: string; fresh: boolean; key: string; signal: AbortSignal }): ProviderHttp;
  /** What the bytes in the library tell. Throws `FailureError` when they are gone, damaged or no picture. */
  keptPicture(pictureId: string): Promise<KeptPicture>;
  pictureDataUrl(pictureId: string): Promise<string>;
  imageHost: UploadTools;
  download(
    output: Output,
    options: { jobId: string; loopbackOrigin: string; signal: AbortSignal },
  ): Promise<DownloadOutcome>;
  adopt(job: Job, part: VerifiedPart): Promise<JobIn<'done'>['progress']['asset']>;
  now(): number;
  /** 0 to 1. */
  dice(): number;
  pollOverrideMs: number | undefined;
}

/** The person's own image host, for a provider that takes a picture only by its address. */
export interface UploadTools {
  /** What it can do for this provider. */
  readonly state: ImageHostState;
  /** Gives back a link. Free, and may be repeated. Throws `FailureError`, or the signal's reason. */
  upload(job: Job, pictureId: string, signal: AbortSignal): Promise<string>;
  /** Failures in a row so far. */
  troubles(): number;
}

export type Prepared = { ready: ResolvedRequest; intent: Intent } | { refused: JobEvent };

/** Everything that can be refused or postponed before the intent is stored and anything is sent. */
export async function prepare(job: JobIn<'queued'>, tools: StepTools, signal: AbortSignal): Promise<Prepared> {
  const at = tools.now();
  if (tools.key === undefined) {
    return {
      refused: { type: 'submit-deferred', at, failure: keyMissing(tools.provider), dueAt: at + keyBackoffMs() },
    };
  }
  const { provider, imageHost } = tools;
  // A key pair that is missing now may be there soon: the clip then waits for it and is not refused.
  const state = imageHost.state === 'keyless' ? 'ready' : imageHost.state;
  let request: GenerationRequest;
  try {
    request = await asKept(job.request, tools);
  } catch (thrown) {
    return { refused: rejected(at, pictureRefused(failureFrom(thrown))) };
  }
  const issues = validate(request, provider.models, { imageHost: state });
  if (hasErrors(issues)) {
    const worst = issues.find(({ severity }) => severity === 'error');
    return {
      refused: rejected(
        at,
        failure('invalid-request', worst === undefined ? sentence('The request cannot be sent.') : worst.said, local),
      ),
    };
  }
  const { firstFrame, continues: _lineage, ...rest } = job.request;
  const estimate = tools.estimate(job.request);
  const intent: Intent = {
    sentAt: at,
    origin: tools.origin,
    keyFingerprint: tools.keyFingerprint,
    requestHash: createHash('sha256').update(JSON.stringify(job.request)).digest('hex'),
    ...(estimate && { estimate }),
  };
  if (firstFrame === undefined) return { ready: rest, intent };
  if (firstFrame.kind === 'url') return { ready: { ...rest, firstFrame }, intent };
  if (needsUpload(rest.modelId, tools)) {
    try {
      const url = await imageHost.upload(job, firstFrame.picture.id, signal);
      return { ready: { ...rest, firstFrame: { kind: 'url', url } }, intent: { ...intent, sentAt: tools.now() } };
    } catch (thrown) {
      signal.throwIfAborted();
      return { refused: notUploaded(failureFrom(thrown), tools) };
    }
  }
  try {
    const dataUrl = await tools.pictureDataUrl(firstFrame.picture.id);
    return { ready: { ...rest, firstFrame: { kind: 'data', dataUrl } }, intent };
  } catch (thrown) {
    return { refused: rejected(at, pictureRefused(failureFrom(thrown))) };
  }
}

/** Whether a picture of the library goes to this model by way of the person's image host. */
export function needsUpload(
  modelId: string,
  { provider, imageHost }: Pick<StepTools, 'provider' | 'imageHost'>,
): boolean {
  const rules = provider.models.find(({ id }) => id === modelId)?.image;
  return rules !== undefined && goesThroughHost(rules, imageHost.state);
}

/** With what the kept bytes tell about the picture, whatever the request says: they are what will be sent. */
async function asKept(request: GenerationRequest, tools: StepTools): Promise<GenerationRequest> {
  const { firstFrame } = request;
  if (firstFrame?.kind !== 'picture') return request;
  const picture = await tools.keptPicture(firstFrame.picture.id);
  return { ...request, firstFrame: { kind: 'picture', picture } };
}

function pictureRefused(trouble: Failure): Failure {
  const why =
    trouble.kind === 'invalid-image'
      ? sentencesOf(trouble)
      : [sentence('The picture of this clip is no longer in the library.')];
  return failure('invalid-image', [...why, sentence('Nothing was sent.')], local);
}

/** Nothing has gone to the provider, so a failed upload costs nothing and may be tried again. */
function notUploaded(why: Failure, tools: StepTools): JobEvent {
  const at = tools.now();
  if (why.kind === 'invalid-image' || why.kind === 'invalid-request') return rejected(at, why);
  return { type: 'submit-deferred', at, failure: why, dueAt: at + waitMs(why, tools.imageHost.troubles(), tools) };
}

/** The one paid call. The intent is on disk before this runs; it is never run twice for a job. */
export async function submit(
  { jobId, ready, intent, attempts }: { jobId: string; ready: ResolvedRequest; intent: Intent; attempts: number },
  tools: StepTools,
  signal: AbortSignal,
): Promise<JobEvent[]> {
  const { provider } = tools;
  const http = tools.http({ jobId, origin: intent.origin, fresh: true, key: tools.key ?? '', signal });
  let outcome;
  try {
    outcome = await provider.submit(ready, { http, signal, now: intent.sentAt });
  } catch {
    // An abort or a defect of ours, after the first byte may have left: nobody can know.
    return [unclear(tools.now(), provider)];
  }
  const at = tools.now();
  switch (outcome.outcome) {
    case 'accepted': {
      const { remote, outputs, cost } = outcome;
      const dueAt = at + firstPollGapMs(provider.pace, tools.pollOverrideMs);
      const taken: JobEvent = { type: 'submit-accepted', at, remote, dueAt, cost };
      if (outputs === undefined || outputs.length === 0) return [taken];
      return [taken, { type: 'poll-succeeded', at, remote, outputs }];
    }
    case 'rejected':
      // Not made, and not for anything in the clip: it waits in the queue until the key or the balance is mended.
      if (isForPerson(outcome.failure) && outcome.failure.charged === 'no')
        return [deferred(at, outcome.failure, attempts, tools)];
      return [rejected(at, outcome.failure)];
    case 'not-sent':
      return [deferred(at, outcome.failure, attempts, tools)];
    case 'unclear':
      return [{ type: 'submit-unclear', at, failure: outcome.failure }];
  }
}

export async function poll(job: JobIn<'waiting'>, tools: StepTools, signal: AbortSignal): Promise<JobEvent> {
  const { provider } = tools;
  const { remote, acceptedAt, intent, troubles, dueAt } = job.progress;
  if (tools.key === undefined) {
    const at = tools.now();
    return { type: 'poll-deferred', at, failure: keyMissing(provider), dueAt: at + keyBackoffMs() };
  }
  const http = tools.http({ jobId: job.id, origin: intent.origin, fresh: false, key: tools.key, signal });
  const outcome = await provider.poll(remote, { http, signal, now: tools.now(), acceptedAt });
  const at = tools.now();
  switch (outcome.outcome) {
    case 'waiting': {
      const usual =
        outcome.pollAfterMs ?? pollGapMs(provider.pace, at - acceptedAt, dueAt - job.updatedAt, tools.pollOverrideMs);
      // Where the provider says when it will be ready, we are there; but never sooner than it wants to be asked.
      const gap = outcome.etaMs === undefined ? usual : Math.min(usual, Math.max(leastGapMs, outcome.etaMs));
      return {
        type: 'poll-waiting',
        at,
        remote: outcome.remote ?? remote,
        phase: outcome.phase,
        progressPercent: outcome.progressPercent,
        readyAt: outcome.etaMs === undefined ? undefined : at + outcome.etaMs,
        dueAt: at + (tools.pollOverrideMs ?? gap),
      };
    }
    case 'succeeded':
      return { type: 'poll-succeeded', at, remote, outputs: outcome.outputs, cost: outcome.cost };
    case 'failed':
      return { type: 'poll-failed', at, failure: outcome.failure };
    case 'unclear':
      return {
        type: 'poll-deferred',
        at,
        failure: outcome.failure,
        remote: outcome.remote,
        dueAt: at + waitMs(outcome.failure, troubles, tools),
      };
  }
}

export async function download(job: JobIn<'downloading'>, tools: StepTools, signal: AbortSignal): Promise<JobEvent> {
  const { outputs, refreshed, troubles, intent } = job.progress;
  const output = outputs[0];
  if (output === undefined) return { type: 'download-expired', at: tools.now() };
  const outcome = await tools.download(output, { jobId: job.id, loopbackOrigin: intent.origin, signal });
  const at = tools.now();
  switch (outcome.outcome) {
    case 'saved':
      try {
        const asset = await tools.adopt(job, outcome.part);
        return { type: 'download-finished', at: tools.now(), asset, expiresAt: outcome.expiresAt ?? output.expiresAt };
      } catch (thrown) {
        const why = failureFrom(thrown);
        // The disk says what is wrong with it; anything else is a defect of ours.
        const trouble: Failure =
          why.kind === 'disk'
            ? { ...why, stage: 'download' }
            : failure('disk', sentence('The finished clip could not be moved into the library folder.'), {
                stage: 'download',
              });
        return { type: 'download-deferred', at, failure: trouble, dueAt: at + waitMs(trouble, troubles, tools) };
      }
    case 'expired':
      // One fresh link is asked for; if that one is dead as well, the person decides.
      if (!refreshed) return { type: 'download-expired', at };
      return { type: 'download-failed', at, failure: { ...outcome.failure, kind: 'output-expired' } };
    case 'trouble':
      return {
        type: 'download-deferred',
        at,
        failure: outcome.failure,
        dueAt: at + waitMs(outcome.failure, troubles, tools),
      };
    case 'refused':
      return { type: 'download-failed', at, failure: outcome.failure };
  }
}

/** How long to leave the provider alone after a failure. */
function waitMs(trouble: Failure, troubles: number, tools: Pick<StepTools, 'dice'>): number {
  // A disk is not spared by patience, and the person who has just made room is looking at the screen.
  if (trouble.kind === 'disk') return diskBackoffMs();
  const own = backoffMs(troubles, tools.dice(), trouble.retryAfterMs);
  return isForPerson(trouble) ? Math.max(keyBackoffMs(), own) : own;
}

/** No provider documents a faster pace than once a second (checked 2026-11-21). */
const leastGapMs = 1000;

const local = { stage: 'local', charged: 'no' } as const;

function deferred(at: number, why: Failure, attempts: number, tools: StepTools): JobEvent {
  const isKnock = isNoAnswer(why) && why.retryAfterMs === undefined;
  const gapMs = isKnock ? knockBackoffMs(attempts, tools.dice()) : waitMs(why, attempts, tools);
  return { type: 'submit-deferred', at, failure: why, dueAt: at + gapMs };
}

function rejected(at: number, why: Failure): JobEvent {
  return { type: 'submit-rejected', at, failure: why };
}

function keyMissing(provider: Provider): Failure {
  return failure(
    'key-missing',
    sentence('There is no key for {{provider}}. The clip waits until you add one.', { provider: provider.name }),
    local,
  );
}

function unclear(at: number, provider: Provider): JobEvent {
  const message = sentence(
    'The request to {{provider}} was cut off. It may have started and may be charged, so Conch has not sent it again.',
    { provider: provider.name },
  );
  return {
    type: 'submit-unclear',
    at,
    failure: failure('outcome-unknown', message, { stage: 'submit', charged: 'unknown' }),
  };
}
