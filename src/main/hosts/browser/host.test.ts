import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quietLog } from '../../../../test/links/loopback.ts';
import { parseArguments } from './arguments.ts';
import { createBrowserHost } from './host.ts';
import { browserOpener } from './open-browser.ts';
import { endOnSignal, type SignalSource } from './signals.ts';

describe('the browser host', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conch-host-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const create = (environment: Record<string, string>, dataFolder?: string) =>
    createBrowserHost({
      version: '1.2.3',
      environment,
      log: quietLog,
      ...(dataFolder !== undefined && { dataFolder }),
    });

  it('makes its data folder, closed to others, and keeps its settings there', () => {
    const host = create({ CONCH_DATA_DIR: join(folder, 'a/b') });
    expect(host.dataFolder).toBe(join(folder, 'a/b'));
    if (process.platform !== 'win32') expect(statSync(host.dataFolder).mode & 0o777).toBe(0o700);
    host.settings.store = { theme: 'dark' };
    expect(JSON.parse(readFileSync(join(folder, 'a/b/settings.json'), 'utf8'))).toEqual({ theme: 'dark' });
    expect(create({ CONCH_DATA_DIR: folder }, join(folder, 'c')).dataFolder).toBe(join(folder, 'c'));
  });

  it('says what it cannot do, and says so again when it is asked all the same', async () => {
    const host = create({ CONCH_DATA_DIR: folder });
    expect(host.abilities).toEqual({
      reveal: false,
      openClip: false,
      dragOut: false,
      chooseFolder: false,
      systemTrash: false,
      notify: false,
      keyStorage: 'session',
      keyFile: true,
    });
    expect(host.sealer).toBeUndefined();
    await expect(host.acts.reveal('/x')).rejects.toThrow('cannot open the file manager');
    await expect(host.acts.openFile('/x')).rejects.toThrow('cannot open another player');
    await expect(host.acts.dragOut('/x', undefined)).rejects.toThrow('cannot give files');
    await expect(host.acts.chooseArchive()).rejects.toThrow('cannot open the file dialog');
    await expect(host.acts.chooseSave('x')).rejects.toThrow('cannot open the file dialog');
    await expect(host.acts.chooseFolder()).rejects.toThrow('cannot open the folder dialog');
    expect(() => host.acts.notify({ title: '', body: '', jobId: '' })).not.toThrow();
  });

  it('says in plain words that the folder cannot be made', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => create({}, join(folder, 'file/below'))).toThrow(
      /The data folder .*below cannot be made \(ENOTDIR\)\./,
    );
  });
});

describe('the arguments', () => {
  it('have their defaults', () => {
    expect(parseArguments([])).toEqual({ port: 0, open: true, demo: false });
  });

  it('are read', () => {
    const words = ['--port', '8123', '--data-dir', '/x', '--no-open', '--demo'];
    expect(parseArguments(words)).toEqual({ port: 8123, dataFolder: '/x', open: false, demo: true });
  });

  it.each([
    ['--port', 'x'],
    ['--port', '65536'],
    ['--port=-1'],
    ['--port', ''],
    ['--port'],
    ['--data-dir', ''],
    ['--bogus'],
    ['word'],
  ])('are refused in one line with the usage: %s %s', (...words) => {
    expect(() => parseArguments(words)).toThrow(/^[^\n]+ Usage: npm run web -- [^\n]+$/);
  });
});

describe('the person’s browser', () => {
  const url = 'http://127.0.0.1:1/#token=x';

  it('is asked for in the way of each system', () => {
    expect(browserOpener(url, 'darwin', {})).toEqual({ command: 'open', arguments: [url] });
    expect(browserOpener(url, 'win32', {})?.arguments).toContain(url);
    expect(browserOpener(url, 'linux', { DISPLAY: ':0' })).toEqual({ command: 'xdg-open', arguments: [url] });
    expect(browserOpener(url, 'linux', { WAYLAND_DISPLAY: 'wayland-0' })?.command).toBe('xdg-open');
  });

  it('is left alone where there is no screen', () => {
    expect(browserOpener(url, 'linux', {})).toBeUndefined();
    expect(browserOpener(url, 'linux', { DISPLAY: '' })).toBeUndefined();
  });
});

describe('signals', () => {
  function source() {
    const listeners = new Map<string, () => void>();
    const codes: number[] = [];
    const process: SignalSource = {
      on: (signal, listener) => listeners.set(signal, listener),
      exit: (code) => codes.push(code),
    };
    return { process, codes, send: (signal: string) => listeners.get(signal)?.() };
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('end the host in order: %s', async (signal) => {
    const { process, codes, send } = source();
    const stopped = Promise.withResolvers<void>();
    endOnSignal(process, () => stopped.promise);
    send(signal);
    await turn();
    expect(codes).toEqual([]);
    stopped.resolve();
    await turn();
    expect(codes).toEqual([0]);
  });

  it('end it at once the second time', () => {
    const { process, codes, send } = source();
    endOnSignal(process, () => new Promise(() => {}));
    send('SIGINT');
    send('SIGTERM');
    expect(codes).toEqual([1]);
  });

  it('are told from their echo: a library raises each once more', () => {
    const { process, codes, send } = source();
    let now = 0;
    endOnSignal(
      process,
      () => new Promise(() => {}),
      () => now,
    );
    send('SIGTERM');
    now = 2;
    send('SIGTERM');
    expect(codes).toEqual([]);
    now = 900;
    send('SIGTERM');
    expect(codes).toEqual([1]);
  });

  it('tell by the exit code that stopping failed', async () => {
    const { process, codes, send } = source();
    endOnSignal(process, () => Promise.reject(new Error('no')));
    send('SIGTERM');
    await turn();
    expect(codes).toEqual([1]);
  });
});
