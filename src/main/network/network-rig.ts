import { createServer, connect as connectTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** A far end that proves who it is, and small proxies before it, all on loopback. For tests. */

/** For api.example.test and clips.example.test; made for these tests, and nothing else trusts it. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBwDCCAWagAwIBAgIUfzVuWo87BggJZatPeXFOI6cWAY0wCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQYXBpLmV4YW1wbGUudGVzdDAgFw0yNjExMjExNTIxMTRaGA8y
MTI2MTAyODE1MjExNFowGzEZMBcGA1UEAwwQYXBpLmV4YW1wbGUudGVzdDBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABDi5MQvZRPb/8fNuEqdOmX7gt1D5ind5RsRU
3OY0pm0Ro4vsHI1QrnqQnafels9MHvN7S0x42YZ41dcetCKiYnejgYUwgYIwHQYD
VR0OBBYEFE+SKhxUYfsSLdM/3Okvha4zNdeMMB8GA1UdIwQYMBaAFE+SKhxUYfsS
LdM/3Okvha4zNdeMMA8GA1UdEwEB/wQFMAMBAf8wLwYDVR0RBCgwJoIQYXBpLmV4
YW1wbGUudGVzdIISY2xpcHMuZXhhbXBsZS50ZXN0MAoGCCqGSM49BAMCA0gAMEUC
IQCJvvc7cZ0+NjQNPVNPq0+UFQOOfm3AkEZcSc/RFLsSowIgWrXZAuGUiobozN2l
ssCSDqC6WJOjEviBrD3PpBLMwo8=
-----END CERTIFICATE-----`;
const certificateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLPt0WzbUY/TP7pWg
jYyAiponLVxu34niFv5dCERmqWChRANCAAQ4uTEL2UT2//HzbhKnTpl+4LdQ+Yp3
eUbEVNzmNKZtEaOL7ByNUK56kJ2n3pbPTB7ze0tMeNmGeNXXHrQiomJ3
-----END PRIVATE KEY-----`;

export interface Rig {
  /** Speaks http/1.1 over TLS as api.example.test; answers each request with what it was. */
  far: { port: number; seen: string[] };
  proxy(answer: ProxyAnswer): Promise<RigProxy>;
  close(): void;
}

export interface RigProxy {
  port: number;
  /** Every byte that came before the way was open, as text. */
  asked: string[];
  /** Every byte that went through afterwards. */
  through: Buffer[];
}

/** What the proxy does once it has been asked. */
export type ProxyAnswer =
  | { kind: 'connect'; status: number; login?: { user: string; password: string } }
  | { kind: 'socks'; reply: number; login?: { user: string; password: string } }
  | { kind: 'says'; text: string }
  | { kind: 'silent' };

export async function openRig(answer = '{"ok":true}'): Promise<Rig> {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const seen: string[] = [];

  async function listen(server: Server): Promise<number> {
    servers.push(server);
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  const far = createTlsServer({ cert: certificate, key: certificateKey }, (socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      seen.push(text);
      if (!text.includes('\r\n\r\n')) return;
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${answer.length}\r\n\r\n${answer}`,
      );
    });
  });
  const farPort = await listen(far);

  return {
    far: { port: farPort, seen },
    async proxy(how) {
      const asked: string[] = [];
      const through: Buffer[] = [];
      const server = createServer((socket) => {
        const pass = (first: string | Buffer): void => {
          const onward = connectTcp(farPort, '127.0.0.1');
          sockets.add(onward);
          onward.on('error', () => {});
          socket.write(first);
          socket.removeAllListeners('data');
          socket.on('data', (chunk: Buffer) => {
            through.push(chunk);
            onward.write(chunk);
          });
          onward.on('data', (chunk: Buffer) => socket.write(chunk));
          onward.on('close', () => socket.destroy());
          socket.on('close', () => onward.destroy());
        };
        answering(socket, how, asked, pass);
      });
      return { port: await listen(server), asked, through };
    },
    close() {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
    },
  };
}

function answering(socket: Socket, how: ProxyAnswer, asked: string[], pass: (first: string | Buffer) => void): void {
  let step = 0;
  socket.on('data', (chunk: Buffer) => {
    asked.push(chunk.toString('latin1'));
    if (how.kind === 'says') socket.end(how.text);
    if (how.kind === 'connect') {
      const wanted = how.login && Buffer.from(`${how.login.user}:${how.login.password}`).toString('base64');
      if (wanted !== undefined && !asked.at(-1)?.includes(`Proxy-Authorization: Basic ${wanted}`))
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      else if (how.status === 200) pass('HTTP/1.1 200 Connection established\r\n\r\n');
      else socket.end(`HTTP/1.1 ${how.status} No\r\ncontent-length: 0\r\n\r\n`);
    }
    if (how.kind === 'socks') {
      step += 1;
      if (step === 1) {
        const offersLogin = chunk.subarray(2).includes(2);
        socket.write(Buffer.from([5, how.login === undefined ? 0 : offersLogin ? 2 : 0xff]));
      } else if (step === 2 && how.login !== undefined) {
        const wanted = [how.login.user, how.login.password].map((text) => Buffer.from(text));
        const [user = Buffer.alloc(0), password = Buffer.alloc(0)] = wanted;
        const right = Buffer.concat([
          Buffer.from([1, user.length]),
          user,
          Buffer.from([password.length]),
          password,
        ]).equals(chunk);
        socket.write(Buffer.from([1, right ? 0 : 1]));
      } else {
        const reply = Buffer.from([5, how.reply, 0, 1, 0, 0, 0, 0, 0, 0]);
        if (how.reply === 0) pass(reply);
        else socket.end(reply);
      }
    }
  });
}
