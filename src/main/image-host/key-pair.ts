import type { KeyState } from '../../shared/contract.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import type { KeyStore } from '../library/key-store.ts';
import { cleanKey, hintOf } from '../library/key-text.ts';

export interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The key pair of the image host: one entry beside the providers' keys, sealed as they are. */
export interface KeyPairStore {
  pair(): KeyPair | undefined;
  state(): KeyState;
  /** @throws {FailureError} as the key store does; the former pair is then still in force. */
  set(pair: KeyPair, where: { inFile: boolean }): Promise<void>;
  clear(): Promise<void>;
  /** For redaction. */
  secrets(): string[];
}

/** No provider can have this name, because ids in the registry are of one word. */
export const imageHostKeyId = 'image-host';

/** The two variables, put together the way the pair is stored; the key store knows one variable for each entry. */
export function withImageHostKey(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const accessKeyId = environment['CONCH_IMAGE_HOST_KEY_ID']?.trim() ?? '';
  const secretAccessKey = environment['CONCH_IMAGE_HOST_SECRET']?.trim() ?? '';
  const isWhole = accessKeyId !== '' && secretAccessKey !== '' && !accessKeyId.includes(':');
  return { ...environment, CONCH_IMAGE_HOST_KEY: isWhole ? `${accessKeyId}:${secretAccessKey}` : undefined };
}

export function createKeyPairStore(keys: KeyStore): KeyPairStore {
  function pair(): KeyPair | undefined {
    const text = keys.key(imageHostKeyId);
    const colon = text?.indexOf(':') ?? -1;
    if (text === undefined || colon < 1) return undefined;
    return { accessKeyId: text.slice(0, colon), secretAccessKey: text.slice(colon + 1) };
  }

  return {
    pair,
    state() {
      const { source } = keys.state(imageHostKeyId);
      // A person tells key pairs apart by their ids; nothing of the secret is shown.
      const hint = hintOf(pair()?.accessKeyId ?? '');
      return { source, ...(hint !== undefined && { hint }) };
    },
    async set({ accessKeyId, secretAccessKey }, where) {
      const id = cleanKey(accessKeyId);
      if (id.includes(':')) {
        const message = sentence('An access key ID has no colon in it. Copy it again from your image host’s page.');
        throw new FailureError(failure('invalid-request', message, { stage: 'local' }));
      }
      await keys.set(imageHostKeyId, `${id}:${cleanKey(secretAccessKey)}`, where);
    },
    async clear() {
      await keys.clear(imageHostKeyId);
    },
    secrets() {
      const held = pair();
      return held === undefined ? [] : [held.secretAccessKey, held.accessKeyId];
    },
  };
}
