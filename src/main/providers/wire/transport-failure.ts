import { failure, FailureError, type Failure } from '../../../shared/failure.ts';
import { sentence } from '../../../shared/sentence.ts';

/** A call that brought no HTTP answer. */
interface TransportTrouble {
  readonly error: unknown;
  readonly host: string;
  /** Whether the one connection made for this call ever opened; undefined when the connection was a shared one. */
  readonly opened: boolean | undefined;
  readonly aborted: boolean;
  readonly timedOut: boolean;
  readonly timeoutMs: number;
}

/** These mean by themselves that no connection came about. The last three only while connecting. */
const nameErrors = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'];
const refusedErrors = ['ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'];
const routeErrors = ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'];

/** The certificate is checked before the first byte of the request is written. */
const certificateError =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_ALTNAME_INVALID$|HOSTNAME_MISMATCH$|INVALID_CA$)/;
const tlsError = /^(ERR_TLS_|ERR_SSL_|EPROTO$)/;

/**
 * Says what happened and whether it is proven that no byte of the request left. Proof is a connection of our own that
 * never opened, or, on a shared one, an error that can only come before a connection exists. All else counts as sent.
 */
export function readTransportTrouble(trouble: TransportTrouble): { sent: boolean; failure: Failure } {
  const { error, opened, aborted, timedOut } = trouble;
  const code = codeOf(error);
  const unsent =
    !aborted && !timedOut && (opened === undefined ? provesUnsent(code, error) || isOnTheWay(error) : !opened);
  return { sent: !unsent, failure: describe(trouble, code) };
}

/** No way through the proxy came about, so no connection did. */
function isOnTheWay(error: unknown): boolean {
  return error instanceof FailureError && error.failure.proxy === true;
}

function provesUnsent(code: string, error: unknown): boolean {
  if (nameErrors.includes(code) || refusedErrors.includes(code) || certificateError.test(code)) return true;
  return routeErrors.includes(code) && factOf(error, 'syscall') === 'connect';
}

function describe({ error, host, aborted, timedOut, timeoutMs, opened }: TransportTrouble, code: string): Failure {
  if (aborted) return failure('network', sentence('The call to {{host}} was broken off.', { host }));
  // What a proxy did, or did not do, before a way was open.
  if (error instanceof FailureError) return error.failure;
  if (timedOut)
    return failure(
      'timeout',
      sentence('{{host}} did not answer within {{seconds}} s.', { host, seconds: Math.round(timeoutMs / 1000) }),
    );
  if (nameErrors.includes(code))
    return failure('network', sentence('The address {{host}} could not be found ({{code}}).', { host, code }));
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return failure('timeout', sentence('{{host}} did not take the connection in time.', { host }));
  if (code === 'ECONNREFUSED') return failure('network', sentence('{{host}} refused the connection.', { host }));
  if (routeErrors.includes(code))
    return failure('network', sentence('There is no way to {{host}} from this network ({{code}}).', { host, code }));
  if (certificateError.test(code)) {
    return failure(
      'network',
      sentence(
        'The certificate of {{host}} was not accepted ({{code}}). A proxy or a virus scanner may stand in between, or the clock of this computer may be wrong.',
        { host, code },
      ),
    );
  }
  if (opened === false || tlsError.test(code)) {
    return failure(
      'network',
      code === ''
        ? sentence('No secure connection to {{host}} came about.', { host })
        : sentence('No secure connection to {{host}} came about ({{code}}).', { host, code }),
    );
  }
  return failure(
    'network',
    code === ''
      ? sentence('The connection to {{host}} broke before the answer was there.', { host })
      : sentence('The connection to {{host}} broke before the answer was there ({{code}}).', { host, code }),
  );
}

/** Node and undici put a code on the error, or on its cause. Only a plain code is taken: never the error's own text. */
function codeOf(error: unknown): string {
  const code = factOf(error, 'code') ?? (error instanceof Error ? factOf(error.cause, 'code') : undefined);
  return code !== undefined && /^[A-Z0-9_]{2,60}$/.test(code) ? code : '';
}

function factOf(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const fact: unknown = Reflect.get(error, name);
  return typeof fact === 'string' ? fact : undefined;
}
