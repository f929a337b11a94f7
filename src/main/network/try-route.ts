import { buildConnector } from 'undici';
import type { Socket } from 'node:net';
import type { ProxyTest } from '../../shared/contract.ts';
import { failureFrom, FailureError } from '../../shared/failure.ts';
import { says, sentencesOf } from '../../shared/sentence.ts';
import type { ProxyFor, Through, ThroughOptions } from './connect-through.ts';
import { authority, isLoopbackHost } from './proxy.ts';

export interface TryRouteOptions {
  proxyFor: ProxyFor;
  through: Through;
  /** Best first; those on this computer are left out, because no proxy is asked for them. */
  origins: readonly string[];
  now(): number;
  timeoutMs?: number;
  tls?: ThroughOptions['tls'];
}

/** Opens a secured connection to the first origin and closes it again: no request is made, so it costs nothing. */
export async function tryRoute(options: TryRouteOptions): Promise<ProxyTest> {
  const { proxyFor, through, origins, now, timeoutMs = 10_000, tls } = options;
  const origin = origins.find((one) => !isLoopbackHost(new URL(one).hostname));
  if (origin === undefined) return { works: false, ...says('There is no provider outside of this computer to reach.') };
  const { host, hostname, port } = new URL(origin);
  const beganAt = now();
  try {
    const proxy = await proxyFor(origin);
    const straight = buildConnector({ ...tls, allowH2: false, timeout: timeoutMs });
    const connect = through(straight, { timeoutMs, tls });
    const { promise, resolve, reject } = Promise.withResolvers<Socket>();
    connect({ protocol: 'https:', host, hostname, port }, (error, socket) => {
      if (socket === null) reject(error ?? new Error('no connection came about'));
      else resolve(socket);
    });
    (await promise).on('error', () => {}).destroy();
    const waitMs = Math.max(1, now() - beganAt);
    return proxy === undefined
      ? { works: true, ...says('No proxy is in use: {{host}} answers straight, in {{waitMs}} ms.', { host, waitMs }) }
      : {
          works: true,
          ...says('{{host}} was reached through {{proxy}} in {{waitMs}} ms.', {
            host,
            proxy: authority(proxy),
            waitMs,
          }),
        };
  } catch (thrown) {
    if (thrown instanceof FailureError) return { works: false, ...says(...sentencesOf(failureFrom(thrown))) };
    const code = thrown instanceof Error && 'code' in thrown && /^[A-Z0-9_]{2,60}$/.test(String(thrown.code));
    return {
      works: false,
      ...(code
        ? says('No secure connection to {{host}} came about ({{code}}).', { host, code: String(thrown.code) })
        : says('No secure connection to {{host}} came about.', { host })),
    };
  }
}
