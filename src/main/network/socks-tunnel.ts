import { isIPv4, isIPv6, type Socket } from 'node:net';
import type { Proxy, Target } from './proxy.ts';
import { closedWay, otherKindOfProxy, wantsLogin } from './proxy-failure.ts';
import { readAnswer } from './read-answer.ts';

/**
 * Asks a SOCKS5 proxy for a way to the target (RFC 1928; name and password: RFC 1929). Names go to the proxy as they
 * are, so nothing is looked up from here. undici 8.12 has such a client too, but marks it as experimental, and it hides
 * whether the way was open when a request failed, which is what the money rule is about.
 */
export async function askBySocks(socket: Socket, proxy: Proxy, target: Target): Promise<void> {
  const offered = proxy.user === undefined ? [noLogin] : [noLogin, nameAndPassword];
  socket.write(Buffer.from([version, offered.length, ...offered]));
  const chosen = await readAnswer(socket, (bytes) => {
    if (bytes.length > 0 && bytes[0] !== version) throw otherKindOfProxy(proxy);
    return bytes.length < 2 ? undefined : { sizeBytes: 2, answer: bytes[1] ?? none };
  });
  if (chosen === nameAndPassword && proxy.user !== undefined) await logIn(socket, proxy);
  else if (chosen !== noLogin) throw wantsLogin(proxy);

  const port = Buffer.alloc(2);
  port.writeUInt16BE(target.port);
  socket.write(Buffer.concat([Buffer.from([version, 1, 0]), addressBytes(target.host), port]));
  const reply = await readAnswer(socket, readReply);
  if (reply !== 0) throw closedWay(proxy, target.host, `SOCKS ${reply}`);
}

const version = 5;
const noLogin = 0;
const nameAndPassword = 2;
const none = 0xff;

async function logIn(socket: Socket, proxy: Proxy): Promise<void> {
  const { user = '', password = '' } = proxy;
  const [name, secret] = [Buffer.from(user, 'utf8'), Buffer.from(password, 'utf8')];
  // Their lengths are written in one byte each.
  if (name.length > 255 || secret.length > 255) throw wantsLogin(proxy);
  socket.write(Buffer.concat([Buffer.from([1, name.length]), name, Buffer.from([secret.length]), secret]));
  const verdict = await readAnswer(socket, (bytes) =>
    bytes.length < 2 ? undefined : { sizeBytes: 2, answer: bytes[1] ?? none },
  );
  if (verdict !== 0) throw wantsLogin(proxy);
}

function addressBytes(host: string): Buffer {
  if (isIPv4(host)) return Buffer.from([1, ...host.split('.').map(Number)]);
  if (isIPv6(host)) return Buffer.from([4, ...ipv6Bytes(host)]);
  const name = Buffer.from(host, 'ascii').subarray(0, 255);
  return Buffer.concat([Buffer.from([3, name.length]), name]);
}

function ipv6Bytes(host: string): number[] {
  const canonical = new URL(`http://[${host}]`).hostname.slice(1, -1);
  const [before = '', after] = canonical.split('::');
  const groups = (text: string | undefined): number[] =>
    text === undefined || text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const [head, tail] = [groups(before), groups(after)];
  const zeros = after === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array<number>(zeros).fill(0), ...tail].flatMap((group) => [group >> 8, group & 0xff]);
}

/** The reply's number; its address, which tells nothing, is skipped. */
function readReply(bytes: Buffer): { sizeBytes: number; answer: number } | undefined {
  if (bytes.length < 5) return undefined;
  const kind = bytes[3];
  const addressLength = kind === 1 ? 4 : kind === 4 ? 16 : 1 + (bytes[4] ?? 0);
  const sizeBytes = 4 + addressLength + 2;
  return bytes.length < sizeBytes ? undefined : { sizeBytes, answer: bytes[1] ?? 1 };
}
