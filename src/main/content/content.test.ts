import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, FailureError } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { Picture } from '../../shared/request.ts';
import { createContent } from './content.ts';

const jobId = '5b1f6c1e-2f44-4a5b-9d0e-0a1b2c3d4e5f';
const pictureId = 'a'.repeat(64);
const bytes = Uint8Array.from({ length: 1000 }, (_, place) => place % 251);
const good: Picture = { id: pictureId, type: 'image/png', sizeBytes: 3, widthPixels: 400, heightPixels: 400 };
const posters: string[] = [];
let folder = '';
let respond: (request: Request) => Promise<Response>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-content-'));
  mkdirSync(join(folder, 'window/assets'), { recursive: true });
  writeFileSync(join(folder, 'window/index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'window/assets/main-1a.js'), 'export {};');
  writeFileSync(join(folder, 'secret.js'), 'secret');
  symlinkSync(join(folder, 'secret.js'), join(folder, 'window/assets/leak.js'));
  writeFileSync(join(folder, 'clip.mp4'), bytes);
  writeFileSync(join(folder, 'picture.png'), 'png');
  respond = createContent({
    rendererFolder: join(folder, 'window'),
    connectSources: ['ws://127.0.0.1:5'],
    job: (id) => (id === jobId ? done : undefined),
    archive: (id) => (id === jobId ? { path: join(folder, 'clip.mp4'), name: 'Conch clips.zip' } : undefined),
    media: {
      absolutePath: async () => join(folder, 'clip.mp4'),
      posterPath: () => undefined,
      savePoster: async (_id, poster) => {
        if (poster[0] !== 82) throw new FailureError(failure('invalid-image', 'That is not a poster.'));
      },
    },
    pictures: {
      add: async (_body, name) => {
        if (name === 'bad.jpg') throw new FailureError(failure('invalid-image', 'That is not a picture.'));
        return name === undefined ? good : { ...good, name };
      },
      path: async (id) => (id === pictureId ? { path: join(folder, 'picture.png'), type: 'image/png' } : undefined),
    },
    posterMade: (id) => posters.push(id),
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const accepted = {
  intent: { sentAt: 1, origin: 'o', keyFingerprint: 'f', requestHash: 'h' },
  remote: { id: 't' },
  acceptedAt: 2,
};
const asset = { path: 'clip.mp4', sizeBytes: 1000, sha256: 'h', type: 'video/mp4', poster: false } as const;
const done: Job = {
  id: jobId,
  sequence: 1,
  createdAt: 1,
  updatedAt: 1,
  request: { providerId: 'sample', modelId: 'm', prompt: 'p' },
  progress: { state: 'done', ...accepted, finishedAt: 3, savedAt: 4, asset },
};

/** How many of this process's open files are the clip. */
function openClips(): number {
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return links.filter((link) => link.startsWith(folder) && link.endsWith('clip.mp4')).length;
}

const ask = (path: string, init?: RequestInit): Promise<Response> =>
  respond(new Request(`http://127.0.0.1:5${path}`, init));

describe('content', () => {
  it('gives the window with a policy that allows no inline script or style', async () => {
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self' ws://127.0.0.1:5");
    expect(policy).not.toContain('unsafe');
    expect((await ask('/assets/main-1a.js')).headers.get('content-type')).toContain('javascript');
  });

  const outside = [
    '/../secret.js',
    '/assets/../../secret.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '/assets/leak.js',
    '/assets',
    '/assets/..%2f..%2fsecret.js',
    '/assets/main-1a.js%00',
    '//secret.js',
    '/assets\\..\\..\\secret.js',
    '/.env',
    '/media/clips/../../secret.js',
  ];
  it.each(outside)('gives nothing for %s', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('secret');
  });

  it('plays a clip by parts', async () => {
    const part = await ask(`/media/clips/${jobId}`, { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 10-19/1000');
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(10, 20));
    expect((await ask(`/media/clips/${jobId}`, { headers: { range: 'bytes=1000-' } })).status).toBe(416);
    const whole = await ask(`/media/clips/${jobId}`);
    expect(whole.headers.get('content-length')).toBe('1000');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(bytes);
    const head = await ask(`/media/clips/${jobId}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '1000', '']);
  });

  it('knows the version it gave', async () => {
    const etag = (await ask(`/media/clips/${jobId}`)).headers.get('etag') ?? '';
    expect((await ask(`/media/clips/${jobId}`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const other = await ask(`/media/clips/${jobId}`, { headers: { range: 'bytes=0-1', 'if-range': '"other"' } });
    expect(other.status).toBe(200);
  });

  it.runIf(process.platform === 'linux')('closes the file when the reader goes away', async () => {
    // Those of the tests before are closed a moment after their answers were read.
    await expect.poll(openClips).toBe(0);
    const answer = await ask(`/media/clips/${jobId}`);
    expect(openClips()).toBe(1);
    await answer.body?.cancel();
    await expect.poll(openClips).toBe(0);
  });

  it('answers 404 for clips that are not there or not done', async () => {
    expect((await ask('/media/clips/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await ask('/media/clips/..%2fclip.mp4')).status).toBe(404);
  });

  it('keeps a poster for a done clip, and nothing that is not one', async () => {
    expect((await ask(`/media/posters/${jobId}`, { method: 'PUT', body: 'RIFF' })).status).toBe(204);
    expect(posters).toEqual([jobId]);
    expect((await ask(`/media/posters/${jobId}`, { method: 'PUT', body: '<svg>' })).status).toBe(422);
    expect((await ask(`/media/posters/${jobId}`, { method: 'PUT', body: 'R'.repeat(600_000) })).status).toBe(413);
    expect(
      (await ask('/media/posters/00000000-0000-4000-8000-000000000000', { method: 'PUT', body: 'RIFF' })).status,
    ).toBe(404);
  });

  it('takes a picture and says what it is, or why not', async () => {
    const name = encodeURIComponent('Hafen im Morgenlicht\u0007.png');
    const taken = await ask('/media/pictures', { method: 'POST', body: 'png', headers: { 'x-file-name': name } });
    expect(await taken.json()).toEqual({ ok: true, picture: { ...good, name: 'Hafen im Morgenlicht.png' } });
    const refused = await ask('/media/pictures', {
      method: 'POST',
      body: 'text',
      headers: { 'x-file-name': 'bad.jpg' },
    });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ ok: false, failure: { kind: 'invalid-image' } });
    expect((await ask(`/media/pictures/${pictureId}`)).headers.get('content-type')).toBe('image/png');
  });

  it('gives an archive out under its name, and only the one that waits', async () => {
    const given = await ask(`/media/exports/${jobId}`);
    expect(given.headers.get('content-type')).toBe('application/zip');
    expect(given.headers.get('content-disposition')).toBe('attachment; filename="Conch clips.zip"');
    await given.arrayBuffer();
    expect((await ask('/media/exports/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });
});
