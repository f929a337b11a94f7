import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enterSession } from './loopback.ts';

/** The browser host as a program: what it prints, how it ends. Runs from source and serves what was built last. */
const entry = join(dirname(dirname(import.meta.dirname)), 'src/main/hosts/browser/index.ts');

describe('the browser host as a program', { timeout: 30_000 }, () => {
  let folder: string;
  const running = new Set<ReturnType<typeof launch>['child']>();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conch-web-'));
  });
  afterEach(async () => {
    for (const child of running) child.kill('SIGKILL');
    running.clear();
    await rm(folder, { recursive: true, force: true });
  });

  function launch(...words: string[]) {
    const child = spawn(process.execPath, [entry, '--no-open', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    const texts = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.err += text));
    const ended = once(child, 'close').then(() => child.exitCode);
    const ready = async () => {
      await Promise.race([once(child.stdout, 'data'), ended]);
      return JSON.parse(texts.out) as { url: string; dataDir: string };
    };
    return { child, texts, ended, ready };
  }

  it('prints one line when it is ready, and ends in order', async () => {
    const first = launch('--data-dir', folder);
    const { url, dataDir } = await first.ready();
    expect(dataDir).toBe(folder);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
    const cookie = await enterSession(url);
    expect((await fetch(new URL('/media/clips/none', url), { headers: { cookie } })).status).toBe(404);

    const second = launch('--data-dir', folder);
    expect(await second.ended).toBe(1);
    expect(second.texts).toEqual({
      out: '',
      err: expect.stringMatching(/^Conch is already open with this data folder.*\n$/),
    });

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.texts.out).toBe(`${JSON.stringify({ ready: true, url, dataDir })}\n`);
    expect(first.texts.err).not.toContain(url.split('=')[1]);
  });

  it('says in one line what it did not understand', async () => {
    const { ended, texts } = launch('--port', 'many');
    expect(await ended).toBe(1);
    expect(texts.out).toBe('');
    expect(texts.err).toMatch(/^--port takes a number[^\n]*\n$/);
  });
});
