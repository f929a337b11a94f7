import { dirname } from 'node:path';
import { failure, type Failure, type FailureKind } from '../../shared/failure.ts';
import type { Asset, Output } from '../../shared/job.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { diskFailure } from '../disk/disk-failure.ts';
import { judgeAnswer } from './judge-answer.ts';
import { expiryOf } from './link-expiry.ts';
import type { NetworkPolicy } from './network-policy.ts';
import { openLink, type OpenedLink } from './open-link.ts';
import { discardPart, openPart, readStamp, type PartStamp, type PartWriter } from './part-file.ts';
import { receiveBody } from './receive-body.ts';
import { verifyPart } from './verify-part.ts';

/** A download that is whole, flushed, and a video. */
export interface VerifiedPart {
  path: string;
  sizeBytes: number;
  sha256: string;
  /** Of the bytes as they came, where tags were written into the file since. */
  downloadedSha256?: string;
  type: Asset['type'];
  widthPixels?: number;
  heightPixels?: number;
  durationSeconds?: number;
}

export type DownloadOutcome =
  | { outcome: 'saved'; part: VerifiedPart; expiresAt?: number }
  /** The link is dead, or leads to an error page: a fresh one may help. */
  | { outcome: 'expired'; failure: Failure }
  /** Not this time: try again later. The part is kept where it may be gone on with. */
  | { outcome: 'trouble'; failure: Failure }
  /** Trying again would not help. */
  | { outcome: 'refused'; failure: Failure };

export interface DownloadOptions {
  partPath: string;
  policy: NetworkPolicy;
  signal: AbortSignal;
  now: () => number;
  /** Called at most about five times a second. `totalBytes` is absent when the server does not say. */
  onProgress(receivedBytes: number, totalBytes?: number): void;
  /** Default 4 GiB. */
  maxBytes?: number;
}

const defaultMaxBytes = 4 * 1024 ** 3;

/**
 * Fetches a finished clip to `partPath`, going on where an earlier attempt stopped if the server proves that it is the
 * same file. Throws only on an abort, with the signal's reason; what can be gone on with is kept then.
 */
export async function downloadOutput(output: Output, options: DownloadOptions): Promise<DownloadOutcome> {
  const { partPath, signal } = options;
  signal.throwIfAborted();
  try {
    const outcome = await attempt(output.url, options, await readStamp(partPath, output.url));
    if (outcome.outcome === 'expired' || outcome.outcome === 'refused') await discardPart(partPath);
    return outcome;
  } catch (error) {
    signal.throwIfAborted();
    // Everything else that throws here is the disk: making, reading, flushing or removing the part.
    return disk(error, partPath);
  }
}

async function attempt(url: string, options: DownloadOptions, kept: PartStamp | undefined): Promise<DownloadOutcome> {
  const { partPath, policy, signal, now, maxBytes = defaultMaxBytes } = options;
  const link = await openLink(url, policy, signal, kept);
  if (link.kind !== 'open') return { outcome: link.kind, failure: link.failure };
  const judgement = judgeAnswer(link, kept, now());
  if (judgement.act === 'take' && (judgement.totalBytes ?? 0) <= maxBytes) return take(url, options, link, judgement);
  link.discard();
  switch (judgement.act) {
    case 'take':
      return { outcome: 'refused', failure: tooLarge(maxBytes) };
    case 'restart':
      return attempt(url, options, undefined);
    case 'complete': {
      // All bytes were there already; only the last look was missing.
      const part = await openPart(partPath, { url, offset: kept?.totalBytes ?? 0, validator: undefined });
      return verified(url, partPath, await finished(part), true);
    }
    case 'expired':
    case 'trouble':
      return { outcome: judgement.act, failure: judgement.failure };
  }
}

async function take(
  url: string,
  { partPath, signal, now, onProgress, maxBytes = defaultMaxBytes }: DownloadOptions,
  link: OpenedLink,
  { offset, totalBytes, etag }: { offset: number; totalBytes: number | undefined; etag: string | undefined },
): Promise<DownloadOutcome> {
  const validator = etag === undefined || totalBytes === undefined ? undefined : { etag, totalBytes };
  let part;
  try {
    part = await openPart(partPath, { url, offset, validator });
  } catch (error) {
    link.discard();
    return disk(error, partPath, totalBytes);
  }
  const end = await receiveBody({
    body: link.body,
    part,
    totalBytes,
    maxBytes,
    isFromStart: offset === 0,
    now,
    onProgress,
  });
  if (end.kind === 'whole') return verified(url, partPath, await finished(part), link.isFramed);
  if (end.kind === 'cut') {
    await part.pause();
    // Without a validator nothing could ever be joined to it.
    if (validator === undefined) await discardPart(partPath);
    signal.throwIfAborted();
    return { outcome: 'trouble', failure: end.failure };
  }
  await part.abandon();
  switch (end.kind) {
    case 'disk':
      // The stamp still tells how much was flushed before.
      return disk(end.error, partPath, totalBytes === undefined ? undefined : totalBytes - part.receivedBytes);
    case 'too-large':
      return { outcome: 'refused', failure: tooLarge(maxBytes) };
    case 'text':
      return { outcome: 'expired', failure: errorPage() };
    case 'other':
      return { outcome: 'refused', failure: notVideo() };
  }
}

async function finished(part: PartWriter): Promise<{ sizeBytes: number; sha256: string }> {
  return { sha256: await part.finish(), sizeBytes: part.receivedBytes };
}

/** @param isFramed whether the server made sure that nothing is missing */
async function verified(
  url: string,
  path: string,
  facts: { sizeBytes: number; sha256: string },
  isFramed: boolean,
): Promise<DownloadOutcome> {
  const found = await verifyPart(path);
  if (found.verdict === 'video') {
    const { verdict: _video, ...media } = found;
    const expiresAt = expiryOf(url);
    return { outcome: 'saved', part: { path, ...facts, ...media }, ...(expiresAt !== undefined && { expiresAt }) };
  }
  if (found.verdict === 'page') return { outcome: 'expired', failure: errorPage() };
  if (isFramed) return { outcome: 'refused', failure: found.verdict === 'cut-off' ? cutOff() : notVideo() };
  // The body ended with the connection, so the rest may simply not have come.
  await discardPart(path);
  return {
    outcome: 'trouble',
    failure: onDownload('network', sentence('The connection broke before the clip was complete.')),
  };
}

function disk(error: unknown, partPath: string, neededBytes?: number): DownloadOutcome {
  return { outcome: 'trouble', failure: { ...diskFailure(error, dirname(partPath), neededBytes), stage: 'download' } };
}

function errorPage(): Failure {
  return onDownload('output-expired', sentence('The link leads to a page or a message in place of the clip.'));
}

function notVideo(): Failure {
  return onDownload(
    'provider-changed',
    sentence('What the provider’s link leads to is not a video that can be played.'),
  );
}

function cutOff(): Failure {
  return onDownload('provider-changed', sentence('The clip that the provider keeps is cut off: its end is missing.'));
}

function tooLarge(maxBytes: number): Failure {
  return onDownload(
    'provider-changed',
    sentence('The clip is larger than {{mostBytes, bytes}}, so it was not downloaded.', { mostBytes: maxBytes }),
  );
}

function onDownload(kind: FailureKind, words: Sentence): Failure {
  return failure(kind, words, { stage: 'download' });
}
