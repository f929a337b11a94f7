import type { KeyState } from '../../shared/contract.ts';
import type { KeyStore } from '../library/key-store.ts';

/** The proxy's password: one entry beside the providers' keys, sealed as they are. */
export interface ProxyPassword {
  get(): string | undefined;
  /** Without a hint: the end of a password is a part of it. */
  state(): KeyState;
  /** @throws {FailureError} as the key store does; the former one is then still in force. */
  set(password: string, where: { inFile: boolean }): Promise<void>;
  clear(): Promise<void>;
  /** For redaction. */
  secrets(): string[];
}

/** No provider can have this name, because ids in the registry are of one word. */
export const proxyPasswordId = 'proxy-password';

/** A password may hold what a key may not, such as a space, so it is kept as base64url of its UTF-8. */
export function createProxyPassword(keys: KeyStore): ProxyPassword {
  function get(): string | undefined {
    const kept = keys.key(proxyPasswordId);
    return kept === undefined ? undefined : Buffer.from(kept, 'base64url').toString('utf8');
  }

  return {
    get,
    state: () => ({ source: keys.state(proxyPasswordId).source }),
    set: async (password, where) =>
      void (await keys.set(proxyPasswordId, Buffer.from(password, 'utf8').toString('base64url'), where)),
    clear: async () => void (await keys.clear(proxyPasswordId)),
    secrets() {
      const password = get();
      return password === undefined ? [] : [password];
    },
  };
}
