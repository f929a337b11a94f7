import { z } from 'zod';
import type { ImageRules } from './model.ts';
import { isLoopbackName, judgeUrl } from './public-url.ts';
import { says, sentence, type Said, type Sentence } from './sentence.ts';

/**
 * The person's own S3-compatible bucket, for providers that fetch a picture by its address instead of taking its bytes.
 * The key pair is no setting: it lives with the other keys.
 */
export const imageHostSettingsSchema = z.object({
  /** Origin alone: `https://host[:port]`. One that begins with the bucket’s name is asked in virtual-host style. */
  endpoint: z.string().max(2048),
  region: z.string().max(64),
  bucket: z.string().max(63),
  /** Put before each object’s name; empty, or ends in `/`. */
  prefix: z.string().max(200),
  /** Whether a picture is deleted once its clip has ended. */
  deleteAfterUse: z.boolean().default(true),
});
export type ImageHostSettings = z.infer<typeof imageHostSettingsSchema>;

export type ImageHostField = 'endpoint' | 'region' | 'bucket' | 'prefix';

/** The settings as they are kept: trimmed, the endpoint without a path, the prefix with a slash at its end alone. */
export function tidyImageHost(settings: ImageHostSettings): ImageHostSettings {
  const prefix = settings.prefix.trim().replace(/^\/+|\/+$/g, '');
  return {
    endpoint: bareOrigin(settings.endpoint.trim()) ?? settings.endpoint.trim(),
    region: settings.region.trim(),
    bucket: settings.bucket.trim(),
    prefix: prefix === '' ? '' : `${prefix}/`,
    deleteAfterUse: settings.deleteAfterUse,
  };
}

/** What is wrong with tidied settings, by field, for the person. Empty: they can be used. */
export function imageHostTroubles({
  endpoint,
  region,
  bucket,
  prefix,
}: ImageHostSettings): Partial<Record<ImageHostField, Said>> {
  const troubles: Partial<Record<ImageHostField, Said>> = {};
  const wrongEndpoint = endpointTrouble(endpoint);
  if (wrongEndpoint !== undefined) troubles.endpoint = wrongEndpoint;
  if (!/^[A-Za-z0-9-]{1,64}$/.test(region)) {
    troubles.region = says('Use the region’s own short name, such as eu-central-1, or auto at Cloudflare R2.');
  }
  // Upper case is left to the host: old buckets and some services allow it.
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/.test(bucket)) {
    troubles.bucket = says('A bucket’s name has 3 to 63 letters, digits, dots or hyphens.');
  }
  // A plus sign would break the signature (aws4fetch 1.0.20 reads it as a space), and nobody needs the others.
  if (!/^([A-Za-z0-9._-]+\/)*$/.test(prefix) || /(^|\/)\.{1,2}\//.test(prefix)) {
    troubles.prefix = says('A prefix has only letters, digits, dots, hyphens, underscores and slashes.');
  }
  return troubles;
}

function endpointTrouble(endpoint: string): Said | undefined {
  if (endpoint === '') return says('Give the address of the service, such as https://s3.eu-central-1.amazonaws.com');
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch {
    return says('That is not an address. It should start with https://');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackName(url.hostname)))
    return says(
      'The address must start with https://, because over plain http anybody on the way could read the pictures.',
    );
  if (bareOrigin(endpoint) === undefined)
    return says('Give the address alone: no bucket, no path, no name or password. The bucket has a field of its own.');
  return undefined;
}

/** The origin of an address that is nothing but an origin. */
function bareOrigin(text: string): string | undefined {
  if (!URL.canParse(text) || /[?#@]/.test(text)) return undefined;
  const { origin, pathname } = new URL(text);
  return pathname === '/' ? origin : undefined;
}

/**
 * What the image host can do for one provider. `keyless`: set up, but its key pair is missing or cannot be opened.
 * `private`: only this computer or network can reach it, so the provider could not fetch a picture from there.
 */
export type ImageHostState = 'absent' | 'keyless' | 'private' | 'ready';

export function imageHostState(
  settings: Pick<ImageHostSettings, 'endpoint'> | undefined,
  hasKey: boolean,
  providerOrigin: string,
): ImageHostState {
  if (settings === undefined) return 'absent';
  if (!isReachableFor(settings.endpoint, providerOrigin)) return 'private';
  return hasKey ? 'ready' : 'keyless';
}

/** A provider that runs on this computer reaches this computer; every other one only what is public. */
function isReachableFor(endpoint: string, providerOrigin: string): boolean {
  if (judgeUrl(endpoint) === 'public') return true;
  return isLoopbackAddress(endpoint) && isLoopbackAddress(providerOrigin);
}

function isLoopbackAddress(address: string): boolean {
  return URL.canParse(address) && isLoopbackName(new URL(address).hostname);
}

/** Why a file cannot be handed to a provider that takes only an address, and what to do about it. */
export function imageHostTrouble(state: Exclude<ImageHostState, 'ready'>): Sentence {
  switch (state) {
    case 'absent':
      return sentence(
        'This provider fetches the picture itself. Give a public https address instead of a file, or set up an image host in Settings: Conch then uploads the file there.',
      );
    case 'keyless':
      return sentence(
        'This provider fetches the picture itself, and the key of your image host is missing. Add it in Settings, or give a public https address.',
      );
    case 'private':
      return sentence(
        'This provider fetches the picture itself and cannot reach your image host, which only this computer or network can. Choose one on the internet in Settings, or give a public https address.',
      );
  }
}

/** Whether a picture goes to this model by way of the image host. */
export function goesThroughHost(rules: Pick<ImageRules, 'sources' | 'saferByUrl'>, state: ImageHostState): boolean {
  return !rules.sources.includes('file') || (rules.saferByUrl === true && state === 'ready');
}
