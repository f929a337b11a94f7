/**
 * The front door of the browser host. Any page in any browser on this computer can reach a loopback port, and a name
 * under somebody else's control can be pointed at it (DNS rebinding), so being local proves nothing. Every request has
 * to name this server exactly, come from its own page, and carry the session's cookie. Pure: decides, does nothing.
 */

export interface Asked {
  method: string;
  /** The request target as it came, e.g. `/media/clips/…?x`. */
  target: string;
  /** All values of the `Host` header: a second one is an attempt to confuse. */
  hosts: readonly string[];
  origin: string | undefined;
  fetchSite: string | undefined;
  cookie: string | undefined;
  upgrade: boolean;
}

export interface Rules {
  port: number;
  /** Whether the `Cookie` header carries the session. */
  admits(cookie: string | undefined): boolean;
}

export type Verdict = { allowed: true; url: URL } | { allowed: false; status: 400 | 401 | 403 | 421; reason: string };

/** The checks in their order: Host, Origin, Sec-Fetch-Site, session. */
export function judge(asked: Asked, { port, admits }: Rules): Verdict {
  const host = asked.hosts[0]?.toLowerCase();
  if (asked.hosts.length !== 1 || host === undefined || !ownHosts(port).includes(host)) {
    return refuse(421, 'This server answers only to the address that Conch printed.');
  }
  const url = ownUrl(asked.target, host);
  if (url === undefined) return refuse(400, 'This request was not understood.');

  const mustTellOrigin = asked.upgrade || !isRead(asked.method);
  if (asked.origin === undefined ? mustTellOrigin : asked.origin !== `http://${host}`) {
    return refuse(403, 'This request did not come from the window of Conch.');
  }
  if (asked.fetchSite !== undefined && asked.fetchSite !== 'same-origin' && asked.fetchSite !== 'none') {
    return refuse(403, 'Another page led here. Paste the address that Conch printed into the address bar.');
  }
  if (!isPublic(asked, url) && !admits(asked.cookie)) {
    return refuse(401, 'This window is not signed in. Open the address that Conch printed when it started.');
  }
  return { allowed: true, url };
}

/** The names by which a browser on this computer calls a loopback server. Compared whole, never by their beginning. */
function ownHosts(port: number): string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  // Browsers leave the default port out.
  return port === 80 ? names : names.map((name) => `${name}:${port}`);
}

/** Resolves dots and escapes once, so that what is judged is what is served. */
function ownUrl(target: string, host: string): URL | undefined {
  if (!target.startsWith('/')) return undefined;
  const url = URL.parse(`http://${host}${target}`);
  return url?.host === new URL(`http://${host}`).host ? url : undefined;
}

/** The empty window holds no data, and the way in must be open to those outside. */
function isPublic({ method, upgrade }: Asked, { pathname }: URL): boolean {
  if (upgrade) return false;
  if (isRead(method)) return pathname === '/' || pathname.startsWith('/assets/');
  return method === 'POST' && pathname === '/session';
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

function refuse(status: 400 | 401 | 403 | 421, reason: string): Verdict {
  return { allowed: false, status, reason };
}
