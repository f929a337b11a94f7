import { failure, FailureError } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { authority, type Proxy } from './proxy.ts';

/**
 * What stands between this computer and a provider, in words. It always means that no byte of the request has left: a
 * request is only written when the way stands and its far end has proven who it is.
 */
export function proxyFailure(words: Sentence): FailureError {
  return new FailureError(
    failure('network', [words, sentence('You find it in Settings, under Network.')], { proxy: true }),
  );
}

/** The proxy itself was not reached. */
export function unreachedProxy(proxy: Proxy, thrown: unknown): FailureError {
  const values = { proxy: authority(proxy) };
  const code = codeOf(thrown);
  if (/^(ENOTFOUND|EAI_)/.test(code)) return proxyFailure(sentence('The proxy {{proxy}} was not found.', values));
  if (code === 'ECONNREFUSED')
    return proxyFailure(sentence('The proxy {{proxy}} refused the connection. It may not be running.', values));
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return silentProxy(proxy);
  return proxyFailure(
    code === ''
      ? sentence('The connection to the proxy {{proxy}} broke before a way was open.', values)
      : sentence('The connection to the proxy {{proxy}} broke before a way was open ({{code}}).', { ...values, code }),
  );
}

export function silentProxy(proxy: Proxy): FailureError {
  return proxyFailure(sentence('The proxy {{proxy}} did not answer in time.', { proxy: authority(proxy) }));
}

export function wantsLogin(proxy: Proxy): FailureError {
  const values = { proxy: authority(proxy) };
  return proxyFailure(
    proxy.user === undefined
      ? sentence('The proxy {{proxy}} asks for a user name and a password.', values)
      : sentence('The proxy {{proxy}} did not accept the user name and the password.', values),
  );
}

/** @param answer the proxy's own number for it, e.g. "HTTP 503" */
export function closedWay(proxy: Proxy, host: string, answer: string): FailureError {
  return proxyFailure(
    sentence('The proxy {{proxy}} did not open a way to {{host}} ({{answer}}).', {
      proxy: authority(proxy),
      host,
      answer,
    }),
  );
}

export function otherKindOfProxy(proxy: Proxy): FailureError {
  return proxyFailure(
    sentence('What answers at {{proxy}} is not the kind of proxy that is set, or no proxy at all.', {
      proxy: authority(proxy),
    }),
  );
}

/** Only a plain code is taken, never the error's own text. */
function codeOf(thrown: unknown): string {
  const errors = thrown instanceof AggregateError ? [thrown, ...(thrown.errors as unknown[])] : [thrown];
  for (const one of errors) {
    if (!(one instanceof Error) || !('code' in one)) continue;
    if (typeof one.code === 'string' && /^[A-Z0-9_]{2,60}$/.test(one.code)) return one.code;
  }
  return '';
}
