import { realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { serveFile } from './serve-file.ts';

/** The built window: `index.html`, `licences.json` and hashed files below `assets`. */

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
};

/**
 * No inline script and no inline style element; nothing from elsewhere. React and React Aria set styles through the
 * DOM, which this policy allows.
 */
function contentSecurityPolicy(connectSources: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connectSources].join(' ')}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Undefined when there is no such file inside the folder. Links that lead out of it do not count. */
export async function windowFile(
  request: Request,
  path: string,
  folder: string,
  connectSources: readonly string[],
): Promise<Response | undefined> {
  const name = path === '/' ? '/index.html' : path;
  // Only plain names: no dots that climb, no backslash, no drive, no percent sign left over.
  if (!/^(\/[\w-][\w.-]*)+$/.test(name)) return undefined;
  const type = types[extname(name)];
  if (type === undefined) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, name));
    if (!file.startsWith(root + sep)) return undefined;
    const isPage = type.startsWith('text/html');
    // All other names change with what is in the file.
    const isFixed = isPage || type.startsWith('application/json');
    return await serveFile(request, file, {
      'content-type': type,
      'cache-control': isFixed ? 'no-store' : 'public, max-age=31536000, immutable',
      ...(isPage && { 'content-security-policy': contentSecurityPolicy(connectSources) }),
    });
  } catch {
    // Whatever the reason, a file that cannot be opened is a file that is not there.
    return undefined;
  }
}
