import { key } from '../texts/index.ts';

/**
 * Where people usually have a bucket. Endpoints and places to get keys for R2, B2 and MinIO as their own pages say (read
 * 2026-11-21: developers.cloudflare.com/r2/api/tokens; backblaze.com/apidocs, "Introduction to the S3-Compatible API";
 * min.io/docs, "mc admin accesskey create"); for AWS as it is generally known, not read on its own pages.
 */
export interface ImageHostPreset {
  name: string;
  /** A pattern: the person puts in their own region or account. */
  endpoint: string;
  region: string;
  /** Where the key pair comes from, and what to know of this service, in one line; for `t`. */
  keys: string;
}

export const imageHostPresets: readonly ImageHostPreset[] = [
  {
    name: 'AWS S3',
    endpoint: 'https://s3.eu-central-1.amazonaws.com',
    region: 'eu-central-1',
    keys: key(
      'Put your bucket’s region into both fields. Keys: AWS console, IAM, your user, Security credentials, Create access key.',
    ),
  },
  {
    name: 'Cloudflare R2',
    endpoint: 'https://ACCOUNT-ID.r2.cloudflarestorage.com',
    region: 'auto',
    keys: key(
      'Put your account ID into the endpoint. Keys: Cloudflare dashboard, R2, Manage API tokens, with “Object Read & Write”.',
    ),
  },
  {
    name: 'Backblaze B2',
    endpoint: 'https://s3.us-west-004.backblazeb2.com',
    region: 'us-west-004',
    keys: key(
      'The bucket’s page shows its endpoint; the region is its second part. Keys: Application Keys, Add a New Application Key. The master key does not work.',
    ),
  },
  {
    name: 'MinIO',
    endpoint: 'https://minio.example.com',
    region: 'us-east-1',
    keys: key(
      'Keys: MinIO console, Access Keys, or “mc admin accesskey create”. It must be reachable from the internet over https: a server at home or on this computer is of no use to a provider.',
    ),
  },
];
