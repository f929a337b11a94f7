import { createHash } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startStrictS3, type StrictS3 } from './strict-s3.ts';

/** The fake has to refuse what a real service refuses, or its yes would prove nothing. Signed here by AWS's own signer. */
let s3: StrictS3;
beforeEach(async () => {
  s3 = await startStrictS3();
});
afterEach(async () => s3.stop());

interface Signing {
  secretAccessKey?: string;
  accessKeyId?: string;
  region?: string;
  at?: number;
}

function signer({ secretAccessKey, accessKeyId, region }: Signing): SignatureV4 {
  return new SignatureV4({
    credentials: {
      accessKeyId: accessKeyId ?? s3.keyPair.accessKeyId,
      secretAccessKey: secretAccessKey ?? s3.keyPair.secretAccessKey,
    },
    region: region ?? s3.region,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
}

const host = (): string => new URL(s3.origin).host;
const path = (): string => `/${s3.bucket}/0a1b`;

async function put(signing: Signing = {}, sent: { path?: string; body?: string } = {}): Promise<string> {
  const body = 'picture';
  const sha256 = createHash('sha256').update(body).digest('hex');
  const request = {
    method: 'PUT',
    protocol: 'http:',
    hostname: '127.0.0.1',
    path: path(),
    query: {},
    headers: { host: host(), 'x-amz-content-sha256': sha256 },
  };
  const { headers } = await signer(signing).sign(request, { signingDate: new Date(signing.at ?? Date.now()) });
  const { host: _own, ...others } = headers;
  const answer = await fetch(s3.origin + (sent.path ?? path()), {
    method: 'PUT',
    headers: others,
    body: sent.body ?? body,
  });
  return `${answer.status} ${/<Code>(.*)<\/Code>/.exec(await answer.text())?.[1] ?? ''}`.trim();
}

async function link(signing: Signing & { lifeSeconds?: number } = {}): Promise<string> {
  const request = {
    method: 'GET',
    protocol: 'http:',
    hostname: '127.0.0.1',
    path: path(),
    query: {},
    headers: { host: host(), 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
  };
  const { query = {} } = await signer(signing).presign(request, {
    signingDate: new Date(signing.at ?? Date.now()),
    expiresIn: signing.lifeSeconds ?? 60,
  });
  return `${s3.origin}${path()}?${new URLSearchParams(query as Record<string, string>).toString()}`;
}

async function get(url: string, method = 'GET'): Promise<string> {
  const answer = await fetch(url, { method });
  return `${answer.status} ${/<Code>(.*)<\/Code>/.exec(await answer.text())?.[1] ?? ''}`.trim();
}

describe('signed by header', () => {
  it('takes the right key pair', async () => {
    expect(await put()).toBe('200');
    expect(s3.objects.get('0a1b')?.bytes.toString()).toBe('picture');
  });

  it.each<[string, () => Promise<string>, string]>([
    ['a wrong secret', () => put({ secretAccessKey: 'another' }), '403 SignatureDoesNotMatch'],
    ['an unknown key id', () => put({ accessKeyId: 'AKNOBODY' }), '403 InvalidAccessKeyId'],
    ['a wrong region', () => put({ region: 'us-east-1' }), '400 AuthorizationHeaderMalformed'],
    ['another path than was signed', () => put({}, { path: `${path()}c` }), '403 SignatureDoesNotMatch'],
    ['a query that was not signed', () => put({}, { path: `${path()}?acl` }), '403 SignatureDoesNotMatch'],
    ['other bytes than were signed', () => put({}, { body: 'forgery' }), '400 XAmzContentSHA256Mismatch'],
    ['a clock 20 minutes slow', () => put({ at: Date.now() - 20 * 60_000 }), '403 RequestTimeTooSkewed'],
    ['a clock 20 minutes fast', () => put({ at: Date.now() + 20 * 60_000 }), '403 RequestTimeTooSkewed'],
    ['no signature', async () => get(s3.origin + path(), 'PUT'), '403 AccessDenied'],
  ])('refuses %s', async (_name, act, answer) => {
    expect(await act()).toBe(answer);
    expect(s3.objects.size).toBe(0);
  });
});

describe('by a link', () => {
  beforeEach(async () => {
    await put();
  });

  it('gives what lies there, as long as it lives', async () => {
    expect(await get(await link())).toBe('200');
  });

  it.each<[string, () => Promise<string>, string]>([
    [
      'a link signed with a wrong secret',
      async () => get(await link({ secretAccessKey: 'another' })),
      '403 SignatureDoesNotMatch',
    ],
    ['a link that has ended', async () => get(await link({ at: Date.now() - 61_000 })), '403 AccessDenied'],
    ['a link that begins later', async () => get(await link({ at: Date.now() + 60_000 })), '403 AccessDenied'],
    ['another path', async () => get((await link()).replace('0a1b', '0a1c')), '403 SignatureDoesNotMatch'],
    [
      'a longer life',
      async () => get((await link()).replace('Expires=60', 'Expires=600')),
      '403 SignatureDoesNotMatch',
    ],
    ['another parameter', async () => get(`${await link()}&versionId=1`), '403 SignatureDoesNotMatch'],
    ['another act', async () => get(await link(), 'DELETE'), '403 SignatureDoesNotMatch'],
    [
      'a life of eight days',
      async () =>
        get(
          `${s3.origin}${path()}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${s3.keyPair.accessKeyId}/20261121/${s3.region}/s3/aws4_request&X-Amz-Date=20261121T000000Z&X-Amz-Expires=691200`,
        ),
      '400 AuthorizationQueryParametersError',
    ],
  ])('refuses %s', async (_name, act, answer) => {
    expect(await act()).toBe(answer);
    expect(s3.objects.has('0a1b')).toBe(true);
  });
});
