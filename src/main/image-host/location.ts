import { createHash } from 'node:crypto';
import type { ImageHostSettings } from '../../shared/image-host.ts';

/** Where objects lie: enough to find one again when the settings have changed since. */
export type BucketLocation = Pick<ImageHostSettings, 'endpoint' | 'region' | 'bucket'>;

/**
 * Hex only, and always the same for one clip: an upload that is repeated replaces its own object, and after a crash it is
 * known what to look for. The clip's own id stays at home.
 */
export function objectNameOf(jobId: string): string {
  return createHash('sha256').update(`conch image host ${jobId}`).digest('hex');
}

/**
 * Path style (`https://host/bucket/name`) works at AWS, R2, B2 and MinIO alike and with every bucket's name. A service that
 * insists on virtual hosts is given by its full name, `https://bucket.host`, and is then asked that way.
 */
export function objectUrl({ endpoint, bucket }: BucketLocation, name: string): URL {
  const isVirtualHost = new URL(endpoint).hostname.startsWith(`${bucket.toLowerCase()}.`);
  return new URL(isVirtualHost ? `/${name}` : `/${bucket}/${name}`, endpoint);
}
