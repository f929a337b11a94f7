import { failure, FailureError, type Failure } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import type { BucketLocation } from './location.ts';

/** What Conch does in a bucket, as it reads in a sentence. */
export type BucketAct = 'write' | 'read' | 'delete';

/** One answer of an S3 service. */
export interface BucketAnswer {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly versionId: string | undefined;
  readonly hostTimeMs: number | undefined;
  /** @throws {FailureError} unless it is the answer that was wanted. */
  assertGood(act: BucketAct, location: BucketLocation): void;
}

type Headers = Record<string, string | string[] | undefined>;

/** S3 takes a signature for 15 minutes around its own time: its refusal says `MaxAllowedSkewMilliseconds` 900000 (seen quoted, 2026-11-21). */
const clockToleranceMs = 15 * 60_000;
const longestRetryAfterSeconds = 3600;

export function readAnswer(status: number, headers: Headers, bytes: Buffer, now: number): BucketAnswer {
  const hostTimeMs = readTime(headers['date']);
  const versionId = first(headers['x-amz-version-id']);
  return {
    status,
    bytes,
    versionId: versionId === undefined || versionId === 'null' ? undefined : versionId,
    hostTimeMs,
    assertGood(act, location) {
      const isGood = act === 'delete' ? [200, 204, 404].includes(status) : status === 200;
      const error = isGood && status !== 404 ? undefined : readError(bytes);
      if (isGood && error?.code !== 'NoSuchBucket') return;
      throw new FailureError({
        ...describe({ act, location, status, error: error ?? {}, now, hostTimeMs, headers }),
        stage: 'upload',
        charged: 'no',
        httpStatus: status,
        ...(error?.code !== undefined && { vendorCode: error.code }),
      });
    },
  };
}

interface ErrorFacts {
  code?: string;
  region?: string;
  hostTimeMs?: number;
}

/**
 * Only what can be checked is taken out of the error: a code, a region, a time. Its sentences stay out, because some services
 * repeat the request in them, signature and all.
 */
function readError(bytes: Uint8Array): ErrorFacts {
  const text = new TextDecoder().decode(bytes.subarray(0, 16 * 1024));
  const code = /<Code>\s*([A-Za-z0-9._-]{1,64})\s*<\/Code>/.exec(text)?.[1];
  const region = /<Region>\s*([A-Za-z0-9-]{1,64})\s*<\/Region>/.exec(text)?.[1];
  const hostTimeMs = Date.parse(/<ServerTime>\s*([0-9TZ:.+-]{10,40})\s*<\/ServerTime>/.exec(text)?.[1] ?? '');
  return {
    ...(code !== undefined && { code }),
    ...(region !== undefined && { region }),
    ...(Number.isFinite(hostTimeMs) && { hostTimeMs }),
  };
}

interface Trouble {
  act: BucketAct;
  location: BucketLocation;
  status: number;
  error: ErrorFacts;
  now: number;
  hostTimeMs: number | undefined;
  headers: Headers;
}

const notAllowed: Record<BucketAct, (bucket: string) => Sentence> = {
  write: (bucket) =>
    sentence('This key pair may not put pictures into the bucket {{bucket}}. Look at its rights.', { bucket }),
  read: (bucket) => sentence('This key pair may not read from the bucket {{bucket}}. Look at its rights.', { bucket }),
  delete: (bucket) =>
    sentence('This key pair may not delete from the bucket {{bucket}}. Look at its rights.', { bucket }),
};

/** By the error codes that S3 and the services like it are known to answer with; an unknown one is told by its status. */
function describe({ act, location, status, error, now, hostTimeMs, headers }: Trouble): Failure {
  const { code } = error;
  const offMs = now - (error.hostTimeMs ?? hostTimeMs ?? now);
  if (code === 'RequestTimeTooSkewed' || (status === 403 && Math.abs(offMs) > clockToleranceMs)) {
    return failure('network', [clockOff(offMs), sentence('Set it right; the image host takes nothing before.')]);
  }
  switch (code ?? '') {
    case 'InvalidAccessKeyId':
    case 'InvalidAccessKey':
      return failure(
        'key-rejected',
        sentence('Your image host does not know this access key ID. Copy it again in Settings.'),
      );
    case 'SignatureDoesNotMatch':
      return failure(
        'key-rejected',
        sentence(
          'Your image host refused the secret access key: it does not belong to this access key ID. Paste it again in Settings.',
        ),
      );
    case 'NoSuchBucket':
      return failure(
        'not-permitted',
        sentence('Your image host has no bucket called {{bucket}}. Check Bucket and Region.', {
          bucket: location.bucket,
        }),
      );
    case 'AuthorizationHeaderMalformed':
    case 'AuthorizationQueryParametersError':
    case 'PermanentRedirect':
    case 'TemporaryRedirect':
    case 'IllegalLocationConstraintException': {
      const { region } = error;
      const { bucket } = location;
      return failure(
        'not-permitted',
        region === undefined
          ? sentence('The bucket {{bucket}} lies in another region. Correct Region and Endpoint.', { bucket })
          : sentence('The bucket {{bucket}} lies in the region {{region}}. Correct Region and Endpoint.', {
              bucket,
              region,
            }),
      );
    }
    case 'EntityTooLarge':
      return failure(
        'invalid-image',
        sentence('The picture is larger than your image host takes. Choose a smaller one.'),
      );
    case 'QuotaExceeded':
    case 'XMinioStorageFull':
      return failure('not-permitted', sentence('Your image host is full. Make some room there.'));
  }
  if (status === 401) {
    return failure(
      'key-rejected',
      sentence('Your image host refused the key pair. Copy both parts again in Settings.'),
    );
  }
  if (status === 403) {
    return failure('not-permitted', notAllowed[act](location.bucket));
  }
  if (status === 429 || code === 'SlowDown') {
    const seconds = Number(first(headers['retry-after']));
    const isWait = Number.isInteger(seconds) && seconds >= 0 && seconds <= longestRetryAfterSeconds;
    const facts = isWait ? { retryAfterMs: seconds * 1000 } : {};
    return failure(
      'rate-limited',
      sentence('Your image host asks for a pause. Conch waits and goes on by itself.'),
      facts,
    );
  }
  if (status >= 500) {
    return failure(
      'network',
      sentence('Your image host has trouble of its own ({{status}}). Conch tries again by itself.', { status }),
    );
  }
  if (code === 'NoSuchKey') return failure('network', sentence('The object was not there when it was read back.'));
  return failure(
    'not-permitted',
    sentence(
      'Your image host did not answer as an S3 service does ({{status}}). Check that Endpoint is the address of its S3 API.',
      { status },
    ),
  );
}

/** `offMs` is ours minus theirs. */
function clockOff(offMs: number): Sentence {
  const minutes = Math.round(Math.abs(offMs) / 60_000);
  if (minutes === 0) return sentence('The clock of this computer is off.');
  const hours = Math.round(minutes / 60);
  if (minutes < 120) {
    return offMs > 0
      ? sentence('The clock of this computer is off by {{minutes}} minutes: it is fast.', { minutes })
      : sentence('The clock of this computer is off by {{minutes}} minutes: it is slow.', { minutes });
  }
  return offMs > 0
    ? sentence('The clock of this computer is off by {{hours}} hours: it is fast.', { hours })
    : sentence('The clock of this computer is off by {{hours}} hours: it is slow.', { hours });
}

function readTime(header: string | string[] | undefined): number | undefined {
  const time = Date.parse(first(header) ?? '');
  return Number.isFinite(time) ? time : undefined;
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
