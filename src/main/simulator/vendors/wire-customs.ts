import { createHash, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer, Call, Refusal } from '../vendor.ts';

/** The few customs that several providers share. */

/** `Authorization: Bearer <key>`. */
export function bearerKey(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
}

/** The header of Azure API Management, which Appy Pie and Pixazo stand behind. */
export function subscriptionKey(headers: IncomingHttpHeaders): string | undefined {
  const value = headers['ocp-apim-subscription-key'];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function refuse(refused: Answer, reason: string): Refusal {
  return { refused, reason };
}

/** No submit and no POST poll documents a query. */
export function hasNoQuery(call: Call): string | undefined {
  const [name] = call.query.keys();
  return name === undefined ? undefined : `${name}: unknown query parameter`;
}

/** One id in the query and nothing else; the problem in words otherwise. */
export function onlyIdInQuery(call: Call, name: string): { id: string } | { problem: string } {
  const stranger = [...call.query.keys()].find((key) => key !== name);
  if (stranger !== undefined) return { problem: `${stranger}: unknown query parameter` };
  const values = call.query.getAll(name);
  const [id] = values;
  return values.length === 1 && id !== undefined && id !== '' ? { id } : { problem: `${name}: required` };
}

/** Only Pixazo documents a callback header. */
export function hasNoCallbackHeader(call: Call): string | undefined {
  return call.headers['x-webhook-url'] === undefined ? undefined : 'X-Webhook-URL: unknown header';
}

/** The same for the same job, so that a person can match two answers. */
export function traceId(jobId?: string): string {
  if (jobId === undefined) return randomUUID();
  const digits = createHash('sha256').update(jobId).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

export function uuidFrom(nonce: string): string {
  return `${nonce.slice(0, 8)}-${nonce.slice(8, 12)}-4${nonce.slice(13, 16)}-a${nonce.slice(17, 20)}-${nonce.slice(20, 32)}`;
}

/** Letters and digits as file hosts like to name things. */
export function clipName(nonce: string): string {
  return Buffer.from(nonce, 'hex').toString('base64url').replaceAll(/[-_]/g, 'x');
}
