import type { SafeStorage } from 'electron';
import { failure, FailureError } from '../../../shared/failure.ts';
import { sentence } from '../../../shared/sentence.ts';
import type { Sealer } from '../../host.ts';

type AsyncStorage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/**
 * Chromium begins each sealed text on Linux with the kind of key that sealed it: `v10` is a key that everybody knows,
 * `v11` comes from the desktop's keyring, `v12` from the portal (Chromium, os_crypt, checked 2026-11-21). An unknown
 * tag is not trusted.
 */
const protectedTags = ['v11', 'v12'];

/**
 * The keychain of the system, or undefined where there is none that protects: keys then stay in memory. Electron calls
 * encryption available on Linux as soon as any way of it exists, the key that everybody knows included, so there the
 * answer is looked at instead. Only the asynchronous calls are used; the others leave Electron with version 46.
 */
export async function createSealer(storage: AsyncStorage, platform: NodeJS.Platform): Promise<Sealer | undefined> {
  if (!(await isProtected(storage, platform))) return undefined;
  return {
    async seal(text) {
      const sealed = await storage.encryptStringAsync(text);
      // The keyring may have gone since; what would be stored then is not protected.
      if (platform === 'linux' && !hasProtectedTag(sealed)) throw new FailureError(keyringGone());
      return new Uint8Array(sealed);
    },
    async unseal(sealed) {
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(Buffer.from(sealed));
      return { text: result, sealAgain: shouldReEncrypt };
    },
  };
}

async function isProtected(storage: AsyncStorage, platform: NodeJS.Platform): Promise<boolean> {
  try {
    if (!(await storage.isAsyncEncryptionAvailable())) return false;
    if (platform !== 'linux') return true;
    if (['basic_text', 'unknown'].includes(storage.getSelectedStorageBackend())) return false;
    return hasProtectedTag(await storage.encryptStringAsync('probe'));
  } catch {
    // A locked or broken keychain cannot protect a new key; keys stored earlier stay where they are.
    return false;
  }
}

function hasProtectedTag(sealed: Buffer): boolean {
  return protectedTags.includes(sealed.subarray(0, 3).toString('latin1'));
}

function keyringGone() {
  return failure('disk', sentence('The system’s keyring is not at hand at the moment, so the key was not stored.'), {
    stage: 'local',
  });
}
