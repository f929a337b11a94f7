import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import type { Dispatcher } from 'undici';
import { FailureError } from '../../shared/failure.ts';
import { readAnswer, type BucketAct, type BucketAnswer } from './answer.ts';
import type { KeyPair } from './key-pair.ts';
import { objectUrl, type BucketLocation } from './location.ts';
import { unansweredFailure } from './unanswered.ts';

/** One bucket, seen through the four things that Conch does there. Every method throws `FailureError`, or the signal's reason. */
export interface Bucket {
  put(name: string, content: { bytes: Uint8Array; type: string }, signal: AbortSignal): Promise<StoredObject>;
  /** By the link alone, without the key pair: as a provider would. Reads no more than `mostBytes`. */
  fetchLink(url: string, mostBytes: number, signal: AbortSignal): Promise<Uint8Array>;
  /** What is not there any more counts as deleted. */
  remove(name: string, versionId: string | undefined, signal: AbortSignal): Promise<void>;
  /** A link that lets anybody read this one object until it dies. A secret like the key pair, as long as it lives. */
  presign(name: string, options: { lifeSeconds: number; atMs: number }): Promise<string>;
}

export interface StoredObject {
  /** In a bucket that keeps versions, plain deletion only hides: the version has to be named. */
  versionId: string | undefined;
  /** The host's own clock when it answered, in epoch milliseconds. Links are judged by it, not by ours. */
  hostTimeMs: number | undefined;
}

export interface BucketOptions {
  location: BucketLocation;
  keyPair: KeyPair;
  /** Connects only where the policy of image-host allows. */
  dispatcher: Dispatcher;
  now(): number;
}

/** 20 MB, the most that a model takes, over a line of 1 Mbit/s. */
const putTimeoutMs = 180_000;
const smallTimeoutMs = 20_000;
/** Answers of an S3 service are some hundred bytes of XML. */
const largestAnswerBytes = 64 * 1024;

export function openBucket({ location, keyPair, dispatcher, now }: BucketOptions): Bucket {
  const signing = { ...keyPair, service: 's3', region: location.region };

  async function call(act: BucketAct, url: URL, signal: AbortSignal, body?: { bytes: Uint8Array; type: string }) {
    const sha256 = createHash('sha256')
      .update(body?.bytes ?? '')
      .digest('hex');
    const method = act === 'write' ? 'PUT' : 'DELETE';
    const { headers } = await new AwsV4Signer({
      ...signing,
      method,
      url: url.href,
      datetime: signingTime(now()),
      // The bytes are covered by the signature as well, so nobody on the way can exchange them.
      headers: { 'x-amz-content-sha256': sha256, ...(body && { 'content-type': body.type }) },
    }).sign();
    const answer = await ask(act, url, signal, {
      method,
      headers: Object.fromEntries(headers),
      ...(body && { body: body.bytes }),
      timeoutMs: act === 'write' ? putTimeoutMs : smallTimeoutMs,
      mostBytes: largestAnswerBytes,
    });
    return answer;
  }

  async function ask(
    act: BucketAct,
    url: URL,
    signal: AbortSignal,
    options: {
      method: 'GET' | 'PUT' | 'DELETE';
      headers: Record<string, string>;
      body?: Uint8Array;
      timeoutMs: number;
      mostBytes: number;
    },
  ): Promise<BucketAnswer> {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    try {
      const { statusCode, headers, body } = await dispatcher.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: options.method,
        headers: { ...options.headers, 'user-agent': 'Conch', 'accept-encoding': 'identity' },
        body: options.body ?? null,
        signal: AbortSignal.any([signal, timeout]),
        // The whole call has one limit, the signal above.
        headersTimeout: 0,
        bodyTimeout: 0,
        reset: true,
      });
      return readAnswer(statusCode, headers, await readAtMost(body, options.mostBytes), now());
    } catch (thrown) {
      signal.throwIfAborted();
      if (thrown instanceof FailureError) throw thrown;
      throw new FailureError(unansweredFailure(thrown, { host: url.host, timedOut: timeout.aborted }));
    }
  }

  return {
    async put(name, content, signal) {
      const answer = await call('write', objectUrl(location, name), signal, content);
      answer.assertGood('write', location);
      return { versionId: answer.versionId, hostTimeMs: answer.hostTimeMs };
    },
    async fetchLink(url, mostBytes, signal) {
      const answer = await ask('read', new URL(url), signal, {
        method: 'GET',
        headers: {},
        timeoutMs: smallTimeoutMs,
        mostBytes,
      });
      answer.assertGood('read', location);
      return answer.bytes;
    },
    async remove(name, versionId, signal) {
      const url = objectUrl(location, name);
      if (versionId !== undefined) {
        const versioned = new URL(url);
        versioned.searchParams.set('versionId', versionId);
        const answer = await call('delete', versioned, signal);
        // Deleting a version may be a right of its own, which this key lacks: hiding the object is then all that can be done.
        if (answer.status !== 403) {
          answer.assertGood('delete', location);
          return;
        }
      }
      (await call('delete', url, signal)).assertGood('delete', location);
    },
    async presign(name, { lifeSeconds, atMs }) {
      const url = objectUrl(location, name);
      url.searchParams.set('X-Amz-Expires', String(lifeSeconds));
      const signer = new AwsV4Signer({
        ...signing,
        method: 'GET',
        url: url.href,
        datetime: signingTime(atMs),
        signQuery: true,
      });
      return (await signer.sign()).url.href;
    },
  };
}

/** `20261121T110000Z`: the form that the signature wants, and that aws4fetch 1.0.20 writes. */
function signingTime(atMs: number): string {
  return new Date(atMs).toISOString().replaceAll(/[:-]|\.\d{3}/g, '');
}

async function readAtMost(stream: Dispatcher.ResponseData['body'], mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > mostBytes) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
