import { isIP } from 'node:net';

/** A way out of this network, as it is used for one connection. The password goes to the proxy and nowhere else. */
export interface Proxy {
  /** `http` and `https` are asked for a tunnel by CONNECT (RFC 9110, 9.3.6), `socks5` by RFC 1928. */
  readonly kind: 'http' | 'https' | 'socks5';
  /** Name or address, without brackets. */
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
}

/** Where the connection is meant to end. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** Host and port, for sentences and for CONNECT. Never with a name or a password. */
export function authority({ host, port }: Target): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

const kinds: Readonly<Record<string, { kind: Proxy['kind']; port: number }>> = {
  'http:': { kind: 'http', port: 80 },
  'https:': { kind: 'https', port: 443 },
  'socks:': { kind: 'socks5', port: 1080 },
  'socks5:': { kind: 'socks5', port: 1080 },
  'socks5h:': { kind: 'socks5', port: 1080 },
};

/** Reads an address as the environment or a desktop gives it, e.g. `http://name:password@proxy:3128`. Undefined: unusable. */
export function readProxyUrl(text: string): Proxy | undefined {
  const spelled = /^[a-z0-9+.-]+:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(spelled)) return undefined;
  const { protocol, hostname, port, username, password } = new URL(spelled);
  const known = kinds[protocol];
  if (known === undefined || hostname === '') return undefined;
  return {
    kind: known.kind,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? known.port : Number(port),
    ...(username !== '' && { user: plain(username) }),
    ...(password !== '' && { password: plain(password) }),
  };
}

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** This very computer: never reached through a proxy, which would look for it at its own end. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name);
}
