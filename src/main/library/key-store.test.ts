import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sealer } from '../host.ts';
import { createKeyStore } from './key-store.ts';

const secret = 'canary-key-0123456789';
const log = { debug() {}, info() {}, warn() {}, error() {} };
let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'conch-keys-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Turns every byte over: not a seal, but not the text either. */
function turning(change: Partial<Sealer> = {}): Sealer {
  const turn = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff);
  return {
    seal: async (text) => turn(new TextEncoder().encode(text)),
    unseal: async (sealed) => ({ text: new TextDecoder().decode(turn(sealed)), sealAgain: false }),
    ...change,
  };
}

function open(sealer?: Sealer, environment: Record<string, string> = {}, more: object = {}) {
  return createKeyStore({ folder, ...(sealer && { sealer }), environment, log, ...more });
}

const onDisk = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

describe('key store', () => {
  it('seals, and opens again after a restart; the text is nowhere on disk', async () => {
    expect(await open(turning()).set('novita', ` ${secret}\n`, { inFile: false })).toEqual({
      source: 'keychain',
      hint: '6789',
    });
    expect(onDisk()).not.toContain(secret);
    const later = open(turning());
    await later.load();
    expect(later.key('novita')).toBe(secret);
    expect(later.fingerprint('novita')).toMatch(/^[0-9a-f]{8}$/);
    expect(later.secrets()).toEqual([secret]);
  });

  it('without a sealer it is memory only: nothing on disk, gone after a restart', async () => {
    expect(await open().set('novita', secret, { inFile: false })).toMatchObject({ source: 'session' });
    expect(readdirSync(folder)).toEqual([]);
    const later = open();
    await later.load();
    expect(later.state('novita')).toEqual({ source: 'none' });
  });

  it('a file is the person’s choice, and only this account can read it', async () => {
    expect(await open().set('novita', secret, { inFile: true })).toMatchObject({ source: 'file' });
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
    const later = open();
    await later.load();
    expect(later.key('novita')).toBe(secret);
    await later.set('novita', 'another-key-abc', { inFile: false });
    expect(onDisk()).not.toContain(secret);
  });

  it('a key from the environment wins, is read-only and never written', async () => {
    const keys = open(turning(), { CONCH_NOVITA_KEY: secret });
    expect(keys.state('novita')).toEqual({ source: 'environment', hint: '6789' });
    await expect(keys.set('novita', 'other-key-1234', { inFile: true })).rejects.toThrow(/environment/);
    await expect(keys.clear('novita')).rejects.toThrow(/environment/);
    expect(readdirSync(folder)).toEqual([]);
    expect(keys.secrets()).toEqual([secret]);
  });

  it('a keychain that fails keeps the ciphertext, and the start goes on', async () => {
    await open(turning()).set('novita', secret, { inFile: false });
    const before = onDisk();
    const locked = open(turning({ unseal: () => Promise.reject(new Error('locked')) }));
    await locked.load();
    expect(locked.state('novita')).toEqual({ source: 'unreadable' });
    expect(onDisk()).toBe(before);
    const none = open();
    await none.load();
    expect(none.state('novita')).toEqual({ source: 'unreadable' });
    expect(onDisk()).toBe(before);
  });

  it('a keychain that is slow does not hold up the start, and its key arrives later', async () => {
    await open(turning()).set('novita', secret, { inFile: false });
    let answer: () => void = () => {};
    const slow = turning({
      unseal: () => new Promise((resolve) => (answer = () => resolve({ text: secret, sealAgain: false }))),
    });
    const opened: string[] = [];
    const keys = open(slow, {}, { patienceMs: 20, opened: (id: string) => opened.push(id) });
    await keys.load();
    expect(keys.state('novita')).toEqual({ source: 'unreadable' });
    answer();
    await expect.poll(() => keys.key('novita')).toBe(secret);
    expect(opened).toEqual(['novita']);
  });

  it('a key saved while the old one was still opening is the one that counts', async () => {
    await open(turning()).set('novita', secret, { inFile: false });
    let answer: () => void = () => {};
    const slow = turning({
      unseal: () => new Promise((resolve) => (answer = () => resolve({ text: secret, sealAgain: true }))),
    });
    const keys = open(slow, {}, { patienceMs: 5 });
    await keys.load();
    await keys.set('novita', 'newer-key-99999', { inFile: false });
    answer();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(keys.key('novita')).toBe('newer-key-99999');
  });

  it('seals anew when the system asks for it', async () => {
    await open(turning()).set('novita', secret, { inFile: false });
    let seals = 0;
    const keys = open(
      turning({
        seal: async () => new Uint8Array([(seals += 1)]),
        unseal: async () => ({ text: secret, sealAgain: true }),
      }),
    );
    await keys.load();
    expect(seals).toBe(1);
  });

  it('a seal that fails keeps the old key', async () => {
    let broken = false;
    const keys = open(turning({ seal: async () => (broken ? Promise.reject(new Error('no')) : new Uint8Array([1])) }));
    await keys.set('novita', secret, { inFile: false });
    broken = true;
    await expect(keys.set('novita', 'another-key-abc', { inFile: false })).rejects.toThrow(/earlier key/);
    expect(keys.key('novita')).toBe(secret);
  });

  it.each([' ', 'two words', 'line\nbreak', 'schlüssel', 'a\u0000b'])('refuses %j as a key', async (text) => {
    await expect(open().set('novita', text, { inFile: false })).rejects.toThrow(/key/i);
  });

  it('forgets a key everywhere', async () => {
    const keys = open(turning());
    await keys.set('novita', secret, { inFile: false });
    await keys.set('pixazo', 'pixazo-key-1234', { inFile: false });
    expect(await keys.clear('novita')).toEqual({ source: 'none' });
    const later = open(turning());
    await later.load();
    expect([later.key('novita'), later.key('pixazo')]).toEqual([undefined, 'pixazo-key-1234']);
  });

  it('puts a damaged file aside instead of writing over it', async () => {
    writeFileSync(join(folder, 'keys.json'), '{"novita":');
    const keys = open();
    await keys.load();
    await keys.set('novita', secret, { inFile: true });
    expect(readdirSync(folder).some((name) => name.startsWith('keys.json.damaged-'))).toBe(true);
  });

  it('two keys saved at once are both stored', async () => {
    const keys = open();
    await Promise.all(['novita', 'pixazo', 'aimlapi'].map((id) => keys.set(id, `${id}-key-123456`, { inFile: true })));
    const later = open();
    await later.load();
    expect(['novita', 'pixazo', 'aimlapi'].map((id) => later.key(id))).toEqual([
      'novita-key-123456',
      'pixazo-key-123456',
      'aimlapi-key-123456',
    ]);
  });

  it.runIf(process.platform !== 'win32')('closes a key file that others could read', async () => {
    writeFileSync(join(folder, 'keys.json'), JSON.stringify({ version: 1, keys: { novita: { plain: secret } } }), {
      mode: 0o644,
    });
    const keys = open();
    await keys.load();
    expect(keys.state('novita')).toEqual({ source: 'file', hint: '6789' });
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  it('keeps entries that it does not understand', async () => {
    writeFileSync(
      join(folder, 'keys.json'),
      JSON.stringify({ version: 1, keys: { novita: { kind: 'from the future' } } }),
    );
    const keys = open();
    await keys.load();
    await keys.set('pixazo', secret, { inFile: true });
    expect(onDisk()).toContain('from the future');
  });

  it('a sealed key survives a session key without a sealer, and goes when the person removes it', async () => {
    await open(turning()).set('novita', secret, { inFile: false });
    const plain = open();
    await plain.load();
    await plain.set('novita', 'session-key-4321', { inFile: false });
    expect(plain.state('novita')).toEqual({ source: 'session', hint: '4321' });
    const sealed = open(turning());
    await sealed.load();
    expect(sealed.key('novita')).toBe(secret);
    expect(await plain.clear('novita')).toEqual({ source: 'none' });
    expect(onDisk()).not.toContain('sealed');
  });

  it('trying again opens what was locked before', async () => {
    await open(turning()).set('novita', secret, { inFile: false });
    let locked = true;
    const honest = turning();
    const keys = open({
      ...honest,
      unseal: (sealed) => (locked ? Promise.reject(new Error('locked')) : honest.unseal(sealed)),
    });
    await keys.load();
    locked = false;
    await keys.load();
    expect(keys.key('novita')).toBe(secret);
  });

  it('a key from the environment that cannot be one does not hide the stored one', async () => {
    const keys = open(undefined, { CONCH_NOVITA_KEY: 'two words', CONCH_ODD_ID_KEY: secret });
    await keys.set('novita', 'stored-key-1234', { inFile: false });
    expect(keys.key('novita')).toBe('stored-key-1234');
    expect(keys.key('odd-id')).toBe(secret);
    expect(keys.state('pixazo')).toEqual({ source: 'none' });
  });

  it('shows nothing of a short key', async () => {
    expect(await open().set('novita', 'short-key', { inFile: false })).toEqual({ source: 'session' });
  });
});
