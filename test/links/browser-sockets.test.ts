import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { openRig, type ServerRig } from './server-rig.ts';

describe('the browser host’s WebSocket', () => {
  let rig: ServerRig;
  let headers: Record<string, string>;
  const open: WebSocket[] = [];

  beforeEach(async () => {
    rig = await openRig();
    headers = await rig.signedIn();
  });
  afterEach(async () => {
    for (const socket of open.splice(0)) socket.terminate();
    await rig.close();
  });

  /** 101 when it came up, else the status of the refusal. */
  async function knock(options: ClientOptions & { path?: string; host?: string } = {}): Promise<number> {
    const { path = '/link', host, ...rest } = options;
    const given = { headers: { ...headers, ...(host !== undefined && { host }) }, ...rest };
    const socket = new WebSocket(`ws://127.0.0.1:${rig.server.port}${path}`, given);
    open.push(socket);
    socket.on('error', () => {});
    const refused = once(socket, 'unexpected-response').then(
      ([, answer]: { statusCode: number }[]) => answer?.statusCode ?? 0,
    );
    return Promise.race([refused, once(socket, 'open').then(() => 101)]);
  }

  it('opens for the window', async () => {
    expect(await knock()).toBe(101);
  });

  it('stays shut for everybody else', async () => {
    const { cookie = '', origin = '' } = headers;
    expect(await knock({ headers: { origin } })).toBe(401);
    expect(await knock({ headers: { cookie: `${cookie}x`, origin } })).toBe(401);
    expect(await knock({ headers: { cookie } })).toBe(403);
    expect(await knock({ headers: { cookie, origin: 'null' } })).toBe(403);
    expect(await knock({ headers: { cookie, origin: 'http://evil.test' } })).toBe(403);
    expect(await knock({ headers: { cookie, origin: `http://localhost:${rig.server.port}` } })).toBe(403);
    expect(await knock({ headers: { cookie, origin, 'sec-fetch-site': 'cross-site' } })).toBe(403);
    expect(await knock({ host: 'evil.test' })).toBe(421);
    expect(await knock({ host: `127.0.0.1.evil.test:${rig.server.port}` })).toBe(421);
    expect(await knock({ path: '/' })).toBe(404);
    expect(await knock({ path: '/media/clips/1' })).toBe(404);
  });

  it('takes eight windows at most, and a ninth when one has gone', async () => {
    for (let count = 0; count < 8; count += 1) expect(await knock()).toBe(101);
    expect(await knock()).toBe(503);
    const [first] = open.splice(0, 1);
    const closed = first === undefined ? undefined : once(first, 'close');
    first?.close();
    await closed;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await knock()).toBe(101);
  });

  it('hangs up on a message that is too long, and on nobody else', async () => {
    expect([await knock(), await knock()]).toEqual([101, 101]);
    const [loud, quiet] = open;
    if (loud === undefined || quiet === undefined) throw new Error('not open');
    loud.send('x'.repeat(33 * 1024 * 1024));
    await once(loud, 'close');
    expect(quiet.readyState).toBe(WebSocket.OPEN);
  });

  it('ignores what is no JSON text', async () => {
    await knock();
    const [socket] = open;
    if (socket === undefined) throw new Error('not open');
    socket.send('{ not json');
    socket.send(Buffer.from([1, 2, 3]));
    socket.send(JSON.stringify({ kind: 'call', id: 3, method: 'demo.enter', input: {} }));
    const [data] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(data.toString('utf8'))).toEqual({ kind: 'answer', id: 3, ok: true, output: {} });
  });

  it('tells every window that the server goes', async () => {
    await knock();
    const [socket] = open;
    if (socket === undefined) throw new Error('not open');
    const closed = once(socket, 'close');
    await rig.server.close();
    expect((await closed)[0]).toBe(1001);
    rig = await openRig();
  });
});
