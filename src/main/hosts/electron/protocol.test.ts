import { describe, expect, it } from 'vitest';
import { handleProtocol, privilegedScheme, withDevelopmentServer } from './protocol.ts';

type Handler = (request: Request) => Promise<Response>;

function handled(respond: Handler) {
  const handlers = new Map<string, Handler>();
  const defects: unknown[] = [];
  const protocol = { handle: (name: string, handler: Handler) => void handlers.set(name, handler) };
  handleProtocol({ protocol, respond, onDefect: (thrown) => defects.push(thrown) });
  const load = async (url: string) => {
    const answer = await handlers.get('conch')?.({ url, method: 'GET' } as Request);
    return answer === undefined
      ? undefined
      : { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  return { load, defects, schemes: [...handlers.keys()] };
}

const path: Handler = async (request) => new Response(new URL(request.url).pathname);

describe('the window’s protocol', () => {
  it('behaves like https and bypasses nothing', () => {
    expect(privilegedScheme).toEqual({
      scheme: 'conch',
      privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true },
    });
  });

  it('is answered by the core', async () => {
    const { load, schemes } = handled(path);
    expect(schemes).toEqual(['conch']);
    expect(await load('conch://app/media/clips/1')).toMatchObject({ status: 200, text: '/media/clips/1' });
  });

  it.each(['conch://evil/', 'conch://app.evil/', 'conch://app:8/', 'conch://me@app/', 'nonsense'])(
    'has nothing at %s',
    async (url) => {
      expect(await handled(path).load(url)).toMatchObject({ status: 404 });
    },
  );

  it('says nothing of what went wrong inside', async () => {
    const { load, defects } = handled(() => Promise.reject(new Error('secret')));
    expect(await load('conch://app/')).toMatchObject({ status: 500, text: 'Something went wrong inside Conch.' });
    expect(defects).toHaveLength(1);
  });
});

describe('while developing', () => {
  const asked: string[] = [];
  const load = async (address: string) => {
    asked.push(address);
    return new Response('<html>', {
      headers: { 'content-type': 'text/html', 'content-encoding': 'gzip', 'content-length': '9' },
    });
  };
  const respond = withDevelopmentServer('http://localhost:5173', path, load);

  it('takes the window’s files from the development server, under a policy that allows only it besides', async () => {
    const answer = await respond(new Request('conch://app/main.tsx?t=1'));
    expect(asked).toEqual(['http://localhost:5173/main.tsx?t=1']);
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect(answer.headers.get('content-encoding')).toBeNull();
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self' http://localhost:5173 ws://localhost:5173");
    expect(policy).not.toMatch(/\*|https:|unsafe-eval/);
  });

  it('leaves media and uploads with the core', async () => {
    for (const place of ['/media', '/media/clips/1', '/media/pictures']) {
      expect(await (await respond(new Request(`conch://app${place}`))).text()).toBe(place);
    }
    expect(asked).toHaveLength(1);
  });
});
