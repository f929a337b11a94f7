import { describe, expect, it } from 'vitest';
import { createSealer } from './sealer.ts';

type Storage = Parameters<typeof createSealer>[0];

interface Change {
  available?: boolean | Error;
  backend?: ReturnType<Storage['getSelectedStorageBackend']>;
  tag?: string;
  shouldReEncrypt?: boolean;
}

/** Seals by reversing, behind the tag that Chromium would write. The synchronous calls do not exist here. */
function fakeStorage(change: Change = {}) {
  const now = { available: true, backend: 'gnome_libsecret' as const, tag: 'v11', shouldReEncrypt: false, ...change };
  const reversed = (text: string) => [...text].reverse().join('');
  const storage: Storage = {
    isAsyncEncryptionAvailable: async () => {
      if (now.available instanceof Error) throw now.available;
      return now.available;
    },
    getSelectedStorageBackend: () => now.backend,
    encryptStringAsync: async (text) => Buffer.from(now.tag + reversed(text)),
    decryptStringAsync: async (sealed) => {
      if (now.available !== true) throw new Error('temporarily unavailable');
      return { result: reversed(sealed.toString().slice(3)), shouldReEncrypt: now.shouldReEncrypt };
    },
  };
  return { storage, now };
}

describe('the sealer', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('seals and unseals on %s', async (platform) => {
    const sealer = await createSealer(fakeStorage().storage, platform);
    const sealed = await sealer?.seal('sk-1');
    expect(Buffer.from(sealed ?? []).toString()).not.toContain('sk-1');
    expect(await sealer?.unseal(sealed ?? new Uint8Array())).toEqual({ text: 'sk-1', sealAgain: false });
  });

  it('passes on that the system wants the text sealed anew', async () => {
    const sealer = await createSealer(fakeStorage({ shouldReEncrypt: true }).storage, 'darwin');
    expect(await sealer?.unseal(await sealer.seal('sk-1'))).toEqual({ text: 'sk-1', sealAgain: true });
  });

  it.each([
    ['nothing is available', { available: false }],
    ['asking fails', { available: new Error('locked') }],
  ])('is absent where %s', async (_what, change) => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(await createSealer(fakeStorage(change).storage, platform)).toBeUndefined();
    }
  });

  it.each([
    ['the backend is plain text', { backend: 'basic_text' }],
    ['the backend is not known yet', { backend: 'unknown' }],
    ['the key is the one that everybody knows', { tag: 'v10' }],
    ['the backend claims a keyring and the text says otherwise', { backend: 'kwallet6', tag: 'v10' }],
    ['the tag is an unknown one', { tag: 'v99' }],
  ] as [string, Change][])('is absent on Linux where %s', async (_what, change) => {
    expect(await createSealer(fakeStorage(change).storage, 'linux')).toBeUndefined();
  });

  it('takes the portal’s tag for protected', async () => {
    expect(await createSealer(fakeStorage({ tag: 'v12' }).storage, 'linux')).toBeDefined();
  });

  it('does not ask other systems for a Linux tag', async () => {
    expect(await createSealer(fakeStorage({ tag: 'v10', backend: 'basic_text' }).storage, 'darwin')).toBeDefined();
  });

  it('rejects, so that what is stored stays, while the keychain is away', async () => {
    const { storage, now } = fakeStorage();
    const sealer = await createSealer(storage, 'linux');
    const sealed = (await sealer?.seal('sk-1')) ?? new Uint8Array();
    now.available = false;
    await expect(sealer?.unseal(sealed)).rejects.toThrow('temporarily unavailable');
    now.available = true;
    expect(await sealer?.unseal(sealed)).toMatchObject({ text: 'sk-1' });
  });

  it('never stores under the known key when the keyring goes away later', async () => {
    const { storage, now } = fakeStorage();
    const sealer = await createSealer(storage, 'linux');
    now.tag = 'v10';
    await expect(sealer?.seal('sk-1')).rejects.toThrow('keyring is not at hand');
  });
});
