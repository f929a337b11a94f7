import { buildConnector } from 'undici';
import type { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { openTunnel } from './open-tunnel.ts';
import { isLoopbackHost, type Proxy } from './proxy.ts';

/** Which way a connection takes, asked anew for each. Undefined: straight. */
export type ProxyFor = (origin: string) => Promise<Proxy | undefined>;

/** Makes a connector that goes through a proxy where one is set out of one that goes straight. */
export type Through = (straight: buildConnector.connector, options: ThroughOptions) => buildConnector.connector;

export interface ThroughOptions {
  /** For the way to be open, and again for the far end to prove who it is, in milliseconds. */
  timeoutMs: number;
  /**
   * A name that must not be asked for: it is looked up at the proxy's end, so that the check of addresses that guards
   * a straight connection cannot see where it leads. That the far end has to hold a certificate for the name is what
   * keeps a request from going astray even so.
   */
  refused?: ((host: string) => Error | undefined) | undefined;
  /** How certificates are judged; for tests. */
  tls?: Pick<ConnectionOptions, 'ca'> | undefined;
}

/**
 * Only what is encrypted end to end goes through a proxy: it sees a name and a port, never a key, a prompt or a picture.
 * Plain http is for this very computer alone, and that is always reached straight.
 */
export function createThrough(proxyFor: ProxyFor): Through {
  return (straight, { timeoutMs, refused, tls }) => {
    const secure = buildConnector({ ...tls, allowH2: false, timeout: timeoutMs });
    return (target, done) => {
      const { protocol, hostname } = target;
      if (protocol !== 'https:' || isLoopbackHost(hostname)) {
        straight(target, done);
        return;
      }
      const host = hostname.replace(/^\[|\]$/g, '');
      const port = target.port === '' ? 443 : Number(target.port);
      const way = async (): Promise<Socket | undefined> => {
        const proxy = await proxyFor(`https://${target.host ?? hostname}`);
        if (proxy === undefined) return undefined;
        const why = refused?.(host);
        if (why !== undefined) throw why;
        return openTunnel(proxy, { host, port }, { timeoutMs, tls });
      };
      void (async () => {
        let socket: Socket | undefined;
        try {
          socket = await way();
        } catch (thrown) {
          done(thrown as Error, null);
          return;
        }
        if (socket === undefined) straight(target, done);
        else secure({ ...target, httpSocket: socket }, done);
      })();
    };
  };
}
