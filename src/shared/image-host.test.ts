import { describe, expect, it } from 'vitest';
import {
  goesThroughHost,
  imageHostState,
  imageHostTroubles,
  tidyImageHost,
  type ImageHostField,
  type ImageHostSettings,
} from './image-host.ts';

const good: ImageHostSettings = {
  endpoint: 'https://s3.eu-central-1.amazonaws.com',
  region: 'eu-central-1',
  bucket: 'my-pictures',
  prefix: 'conch/',
  deleteAfterUse: true,
};

function troubles(change: Partial<ImageHostSettings>): string[] {
  return Object.keys(imageHostTroubles(tidyImageHost({ ...good, ...change })));
}

describe('settings of an image host', () => {
  it.each<[string, Partial<ImageHostSettings>, Partial<ImageHostSettings>]>([
    [
      'an endpoint without its last slash',
      { endpoint: ' https://S3.example.com/ ' },
      { endpoint: 'https://s3.example.com' },
    ],
    ['a usual port is left out', { endpoint: 'https://s3.example.com:443' }, { endpoint: 'https://s3.example.com' }],
    ['a prefix ends in one slash', { prefix: '/a/b' }, { prefix: 'a/b/' }],
    ['no prefix is none', { prefix: ' / ' }, { prefix: '' }],
  ])('%s', (_name, typed, kept) => {
    expect(tidyImageHost({ ...good, ...typed })).toMatchObject(kept);
  });

  it.each<[Partial<ImageHostSettings>]>([
    [{}],
    [{ endpoint: 'https://minio.example.com:9000' }],
    [{ endpoint: 'http://127.0.0.1:9000' }],
    [{ endpoint: 'http://localhost:9000' }],
    [{ region: 'auto', prefix: '' }],
    [{ prefix: 'a_b/C.d-e' }],
  ])('%j can be', (change) => {
    expect(troubles(change)).toEqual([]);
  });

  it.each<[ImageHostField, string]>([
    ['endpoint', ''],
    ['endpoint', 's3.example.com'],
    ['endpoint', 'http://s3.example.com'],
    ['endpoint', 'http://192.168.1.5:9000'],
    ['endpoint', 'http://127.evil.test:9000'],
    ['endpoint', 'ftp://s3.example.com'],
    ['endpoint', 'https://s3.example.com/bucket'],
    ['endpoint', 'https://me:secret@s3.example.com'],
    ['endpoint', 'https://s3.example.com/?x=1'],
    ['region', ''],
    ['region', 'eu central'],
    ['bucket', ''],
    ['bucket', 'ab'],
    ['bucket', 'my/pictures'],
    ['bucket', '../other'],
    ['prefix', 'a+b'],
    ['prefix', 'a//b'],
    ['prefix', '../b'],
    ['prefix', 'ä'],
    ['prefix', 'a b'],
  ])('%s cannot be "%s"', (field, value) => {
    expect(troubles({ [field]: value })).toEqual([field]);
  });
});

describe('what it can do for a provider', () => {
  const far = 'https://api.provider.example';
  const near = 'http://127.0.0.1:4000';

  it.each([
    [undefined, true, far, 'absent'],
    [good.endpoint, true, far, 'ready'],
    [good.endpoint, false, far, 'keyless'],
    ['http://127.0.0.1:9000', true, far, 'private'],
    ['https://192.168.1.5', true, far, 'private'],
    ['https://minio.local', true, far, 'private'],
    // A provider on this computer reaches this computer, but still not the rest of this network.
    ['http://127.0.0.1:9000', true, near, 'ready'],
    ['https://192.168.1.5', true, near, 'private'],
  ])('%s, key %s, at %s: %s', (endpoint, hasKey, origin, state) => {
    expect(imageHostState(endpoint === undefined ? undefined : { endpoint }, hasKey, origin)).toBe(state);
  });

  it('is used where it has to be, and where it is the surer way and ready', () => {
    expect(goesThroughHost({ sources: ['url'] }, 'keyless')).toBe(true);
    expect(goesThroughHost({ sources: ['file', 'url'] }, 'ready')).toBe(false);
    expect(goesThroughHost({ sources: ['file', 'url'], saferByUrl: true }, 'ready')).toBe(true);
    expect(goesThroughHost({ sources: ['file', 'url'], saferByUrl: true }, 'keyless')).toBe(false);
  });
});
