import type { Socket } from 'node:net';
import { authority, type Proxy, type Target } from './proxy.ts';
import { closedWay, otherKindOfProxy, wantsLogin } from './proxy-failure.ts';
import { readAnswer } from './read-answer.ts';

/** Far more than a proxy has to say before the way is open. */
const longestHeadBytes = 16 * 1024;

/** Asks an HTTP proxy for a way to the target (CONNECT: RFC 9110, 9.3.6). The socket leads there afterwards. */
export async function askByConnect(socket: Socket, proxy: Proxy, target: Target): Promise<void> {
  const to = authority(target);
  const login = proxy.user === undefined ? [] : [`Proxy-Authorization: Basic ${basic(proxy)}`];
  socket.write([`CONNECT ${to} HTTP/1.1`, `Host: ${to}`, 'User-Agent: Conch', ...login, '', ''].join('\r\n'));
  const status = await readAnswer(socket, (bytes) => readStatus(bytes, proxy));
  if (status >= 200 && status < 300) return;
  throw status === 407 ? wantsLogin(proxy) : closedWay(proxy, target.host, `HTTP ${status}`);
}

/** RFC 7617; names outside ASCII as UTF-8. */
function basic({ user = '', password = '' }: Proxy): string {
  return Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
}

function readStatus(bytes: Buffer, proxy: Proxy): { sizeBytes: number; answer: number } | undefined {
  const beginning = bytes.toString('latin1', 0, 5);
  if (!'HTTP/'.startsWith(beginning)) throw otherKindOfProxy(proxy);
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) {
    if (bytes.length > longestHeadBytes) throw otherKindOfProxy(proxy);
    return undefined;
  }
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(bytes.toString('latin1', 0, end))?.[1];
  if (status === undefined) throw otherKindOfProxy(proxy);
  return { sizeBytes: end + 4, answer: Number(status) };
}
