import { failure, type Failure } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import { RefusedHost } from './host-policy.ts';

const nameErrors = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);
const certificateError =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_ALTNAME_INVALID$|HOSTNAME_MISMATCH$|INVALID_CA$)/;

/** No answer of the image host, in words. Nothing is charged and an upload may be repeated, so all of it is tried again. */
export function unansweredFailure(thrown: unknown, { host, timedOut }: { host: string; timedOut: boolean }): Failure {
  const facts = { stage: 'upload', charged: 'no' } as const;
  const refused = [thrown, thrown instanceof Error ? thrown.cause : undefined].find(
    (one) => one instanceof RefusedHost,
  );
  if (refused !== undefined) return failure('not-permitted', refused.message, facts);
  if (timedOut)
    return failure('timeout', sentence('Your image host {{host}} did not answer in time.', { host }), facts);
  const code = codeOf(thrown);
  if (nameErrors.has(code)) {
    const message = sentence('Your image host {{host}} could not be found. Check the connection and the endpoint.', {
      host,
    });
    return failure('network', message, facts);
  }
  if (code === 'ECONNREFUSED')
    return failure('network', sentence('Your image host {{host}} refused the connection.', { host }), facts);
  if (certificateError.test(code)) {
    return failure(
      'network',
      sentence('The certificate of your image host {{host}} was not accepted ({{code}}).', { host, code }),
      facts,
    );
  }
  return failure(
    'network',
    code === ''
      ? sentence('The connection to your image host {{host}} broke.', { host })
      : sentence('The connection to your image host {{host}} broke ({{code}}).', { host, code }),
    facts,
  );
}

/** Only a plain code is taken, never the error's own text. */
function codeOf(thrown: unknown): string {
  for (const one of [thrown, thrown instanceof Error ? thrown.cause : undefined]) {
    if (!(one instanceof Error) || !('code' in one)) continue;
    if (typeof one.code === 'string' && /^[A-Z0-9_]{2,60}$/.test(one.code)) return one.code;
  }
  return '';
}
