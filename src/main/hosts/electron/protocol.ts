import type { CustomScheme, Protocol } from 'electron';
import { isOwnUrl, scheme } from './origin.ts';

/**
 * The window's scheme behaves like https: relative addresses, fetch, streams, storage. It never bypasses the content
 * policy. To be registered before Electron is ready.
 */
export const privilegedScheme: CustomScheme = {
  scheme,
  privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true },
};

type Respond = (request: Request) => Promise<Response>;

export interface ProtocolParts {
  protocol: Pick<Protocol, 'handle'>;
  respond: Respond;
  onDefect(thrown: unknown): void;
}

/** Everything that the window loads comes from here. */
export function handleProtocol({ protocol, respond, onDefect }: ProtocolParts): void {
  protocol.handle(scheme, async (request) => {
    if (!isOwnUrl(request.url)) return new Response('There is nothing here.', { status: 404 });
    try {
      return await respond(request);
    } catch (thrown) {
      onDefect(thrown);
      return new Response('Something went wrong inside Conch.', { status: 500 });
    }
  });
}

/** Looser than the real one only by what hot reload needs: inline scripts, inline styles and its socket. */
function developmentPolicy(server: string): string {
  const own = `'self' ${server}`;
  return [
    "default-src 'none'",
    `script-src ${own} 'unsafe-inline'`,
    `style-src ${own} 'unsafe-inline'`,
    `img-src ${own} blob: data:`,
    `media-src ${own} blob:`,
    `font-src ${own}`,
    `connect-src ${own} ${server.replace(/^http/, 'ws')}`,
  ].join('; ');
}

/** While developing, the window's own files come from the development server; media and uploads stay with the core. */
export function withDevelopmentServer(
  server: string,
  respond: Respond,
  load: (address: string) => Promise<Response>,
): Respond {
  const { origin } = new URL(server);
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    if (pathname === '/media' || pathname.startsWith('/media/')) return respond(request);
    const loaded = await load(`${origin}${pathname}${search}`);
    const headers = new Headers(loaded.headers);
    // The body arrives unpacked.
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
    headers.set('content-security-policy', developmentPolicy(origin));
    return new Response(loaded.body, { status: loaded.status, headers });
  };
}
