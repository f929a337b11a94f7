import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { FailureError } from '../../shared/failure.ts';
import { askByConnect } from './http-tunnel.ts';
import type { Proxy, Target } from './proxy.ts';
import { silentProxy, unreachedProxy } from './proxy-failure.ts';
import { askBySocks } from './socks-tunnel.ts';

export interface TunnelOptions {
  /** For reaching the proxy and having it open the way, together. */
  timeoutMs: number;
  /** How the proxy's own certificate is judged; for tests. */
  tls?: Pick<ConnectionOptions, 'ca'> | undefined;
}

/**
 * Has the proxy open a way to the target: bytes written into the socket come out there. The proxy learns the target's
 * name and port and nothing else, as what is written afterwards is encrypted end to end.
 *
 * @throws {FailureError} with `proxy`, when no way came about; nothing of a request has left then
 */
export async function openTunnel(proxy: Proxy, target: Target, { timeoutMs, tls }: TunnelOptions): Promise<Socket> {
  const socket = reach(proxy, tls);
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(silentProxy(proxy)), timeoutMs);
  try {
    const open = await Promise.race([late.promise, walk(socket, proxy, target)]);
    // From here on whoever writes into it hears of an end by its own stream.
    return open.on('error', () => {});
  } catch (thrown) {
    socket.on('error', () => {}).destroy();
    throw thrown instanceof FailureError ? thrown : unreachedProxy(proxy, thrown);
  } finally {
    clearTimeout(timer);
  }
}

function reach(proxy: Proxy, tls: TunnelOptions['tls']): Socket {
  const { host, port } = proxy;
  if (proxy.kind !== 'https') return connect({ host, port, noDelay: true });
  const servername = isIP(host) === 0 ? { servername: host } : {};
  return connectTls({ ...tls, ...servername, host, port, ALPNProtocols: ['http/1.1'] });
}

async function walk(socket: Socket, proxy: Proxy, target: Target): Promise<Socket> {
  await opened(socket, proxy.kind === 'https' ? 'secureConnect' : 'connect');
  if (proxy.kind === 'socks5') await askBySocks(socket, proxy, target);
  else await askByConnect(socket, proxy, target);
  return socket;
}

async function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.once(event, resolve).once('error', reject);
  try {
    await promise;
  } finally {
    socket.off(event, resolve).off('error', reject);
  }
}
