import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

/** The server's side of AWS Signature Version 4, on AWS's own signer: an implementation that shares no code with Conch's. */

export interface S3Refusal {
  readonly status: number;
  readonly code: string;
  readonly facts?: Record<string, string>;
}

export interface S3Request {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
  readonly region: string;
  readonly keyPair: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The server's clock, epoch milliseconds. */
  readonly now: number;
}

const sha256Header = 'x-amz-content-sha256';
const toleranceMs = 15 * 60_000;
const longestLifeSeconds = 604_800;

/** Undefined when the signature is good. In the order in which S3 complains. */
export async function checkSignature(asked: S3Request): Promise<S3Refusal | undefined> {
  return asked.url.searchParams.has('X-Amz-Algorithm') ? checkLink(asked) : checkHeader(asked);
}

async function checkHeader(asked: S3Request): Promise<S3Refusal | undefined> {
  const { request, url, body, now } = asked;
  const authorization = request.headers.authorization ?? '';
  const match = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    authorization,
  );
  if (match === null) return { status: 403, code: 'AccessDenied' };
  const [, credential = '', signedHeaders = ''] = match;
  const scope = checkScope(credential, asked);
  if (scope !== undefined) return scope;
  const signedAt = readTime(String(request.headers['x-amz-date'] ?? ''));
  if (signedAt === undefined) return { status: 403, code: 'AccessDenied' };
  if (Math.abs(now - signedAt) > toleranceMs) {
    return { status: 403, code: 'RequestTimeTooSkewed', facts: { ServerTime: new Date(now).toISOString() } };
  }
  const names = signedHeaders.split(';');
  // What is not signed could be exchanged on the way.
  if (!['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => names.includes(name))) {
    return { status: 403, code: 'AccessDenied' };
  }
  const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name] ?? '')]));
  const signed = await signer(asked).sign(
    { ...common(asked), method: request.method ?? 'GET', query: queryOf(url), headers },
    { signingDate: new Date(signedAt), unsignableHeaders: new Set(), signableHeaders: new Set(names) },
  );
  if (!isSame(String(signed.headers['authorization']), authorization))
    return { status: 403, code: 'SignatureDoesNotMatch' };
  const sha256 = createHash('sha256').update(body).digest('hex');
  return headers['x-amz-content-sha256'] === sha256 ? undefined : { status: 400, code: 'XAmzContentSHA256Mismatch' };
}

async function checkLink(asked: S3Request): Promise<S3Refusal | undefined> {
  const { request, url, now } = asked;
  const scope = checkScope(url.searchParams.get('X-Amz-Credential') ?? '', asked);
  if (scope !== undefined) return scope;
  const signedAt = readTime(url.searchParams.get('X-Amz-Date') ?? '');
  const lifeSeconds = Number(url.searchParams.get('X-Amz-Expires') ?? '');
  if (signedAt === undefined || !(lifeSeconds >= 1 && lifeSeconds <= longestLifeSeconds)) {
    return { status: 400, code: 'AuthorizationQueryParametersError' };
  }
  // Not valid yet, or not any more.
  if (now < signedAt - 1000 || now > signedAt + lifeSeconds * 1000) return { status: 403, code: 'AccessDenied' };
  const query = queryOf(url);
  const { 'X-Amz-Signature': signature = '' } = query;
  for (const name of ['Signature', 'Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders']) {
    delete query[`X-Amz-${name}`];
  }
  // A link says nothing about the payload: S3 signs this word in its place.
  const headers = { host: request.headers.host ?? '', [sha256Header]: 'UNSIGNED-PAYLOAD' };
  const left = new Set([sha256Header]);
  const presigned = await signer(asked).presign(
    { ...common(asked), method: request.method ?? 'GET', query, headers },
    { signingDate: new Date(signedAt), expiresIn: lifeSeconds, unhoistableHeaders: left, unsignableHeaders: left },
  );
  return isSame(String(presigned.query?.['X-Amz-Signature']), signature)
    ? undefined
    : { status: 403, code: 'SignatureDoesNotMatch' };
}

function checkScope(credential: string, { region, keyPair }: S3Request): S3Refusal | undefined {
  const [accessKeyId, , inRegion, service] = credential.split('/');
  if (accessKeyId !== keyPair.accessKeyId) return { status: 403, code: 'InvalidAccessKeyId' };
  if (inRegion === region && service === 's3') return undefined;
  return { status: 400, code: 'AuthorizationHeaderMalformed', facts: { Region: region } };
}

function signer({ keyPair, region }: S3Request): SignatureV4 {
  return new SignatureV4({
    credentials: keyPair,
    region,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
}

function common({ request, url }: S3Request) {
  return { protocol: 'http:', hostname: (request.headers.host ?? '').split(':')[0] ?? '', path: url.pathname };
}

function queryOf(url: URL): Record<string, string> {
  return Object.fromEntries(url.searchParams);
}

/** `20261121T110000Z` → epoch milliseconds. */
function readTime(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
