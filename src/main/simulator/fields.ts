/** Checks of single fields. Each returns what is wrong in words, or undefined. */
export type Check = (value: unknown) => string | undefined;

export interface Field {
  readonly required: boolean;
  readonly check: Check;
}

export function required(check: Check): Field {
  return { required: true, check };
}

export function optional(check: Check): Field {
  return { required: false, check };
}

/** Lengths in UTF-16 code units. */
export function text(minimum: number, maximum: number): Check {
  return (value) => {
    if (typeof value !== 'string') return 'must be a string';
    if (value.trim().length < minimum) return 'must not be empty';
    return value.length > maximum ? `must be at most ${maximum} characters` : undefined;
  };
}

export const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be a boolean');

export function oneOf(...values: readonly (string | number)[]): Check {
  return (value) => (values.some((allowed) => allowed === value) ? undefined : `must be one of ${values.join(', ')}`);
}

/** An address that the provider itself could fetch a picture from, judged by its text alone. */
export const publicAddress: Check = (value) => addressProblem(value, ['https:']);

/** An address for a callback. It is looked at and never called. */
export const callbackAddress: Check = (value) => addressProblem(value, ['https:', 'http:']);

function addressProblem(value: unknown, schemes: readonly string[]): string | undefined {
  if (typeof value !== 'string') return 'must be a string';
  if (!URL.canParse(value)) return 'must be a URL';
  const address = new URL(value);
  if (!schemes.includes(address.protocol)) return 'must be an https URL';
  if (address.username !== '' || address.password !== '') return 'must not contain credentials';
  return isPublicHost(address.hostname) ? undefined : 'disallowed url: the host is not public';
}

const privateNames = /(^|\.)(localhost|local|internal|lan|home|corp|test|invalid)$/i;
const privateIpv4 =
  /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])|22[4-9]|2[3-5]\d)\./;

function isPublicHost(host: string): boolean {
  // No provider documents IPv6 literals, so none is taken for public.
  if (host.startsWith('[')) return false;
  if (/^[\d.]+$/.test(host)) return !privateIpv4.test(host);
  return host.includes('.') && !privateNames.test(host);
}

/** What is wrong with the body as a whole; an unknown field is as wrong as a missing one. */
export function problemWith(body: unknown, fields: Readonly<Record<string, Field>>): string | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'the body must be a JSON object';
  for (const name of Object.keys(body)) {
    if (!Object.hasOwn(fields, name)) return `${name}: unknown field`;
  }
  for (const [name, field] of Object.entries(fields)) {
    const value: unknown = (body as Record<string, unknown>)[name];
    if (value === undefined) {
      if (field.required) return `${name}: required`;
      continue;
    }
    const problem = field.check(value);
    if (problem !== undefined) return `${name}: ${problem}`;
  }
  return undefined;
}

/** Reads a field of a body that `problemWith` has passed. */
export function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

export function textOf(body: unknown, name: string): string | undefined {
  const value = fieldOf(body, name);
  return typeof value === 'string' ? value : undefined;
}

/** The clip's length and size, with the default that all five providers share: 6 s at 768P. */
export function sizeOf(body: unknown): { durationSeconds: 6 | 10; resolution: '768P' | '1080P' } {
  return {
    durationSeconds: fieldOf(body, 'duration') === 10 ? 10 : 6,
    resolution: fieldOf(body, 'resolution') === '1080P' ? '1080P' : '768P',
  };
}

/** Upstream makes 1080P at 6 s only (MiniMax, video generation page). */
export function sizeProblem(body: unknown): string | undefined {
  const { durationSeconds, resolution } = sizeOf(body);
  return durationSeconds === 10 && resolution === '1080P' ? 'duration 10 is not available at 1080P' : undefined;
}
