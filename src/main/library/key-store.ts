import { setTimeout as wait } from 'node:timers/promises';
import type { KeyState } from '../../shared/contract.ts';
import { FailureError, failure } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import type { Log, Sealer } from '../host.ts';
import { createKeyFile, type StoredKeys } from './key-file.ts';
import { cleanKey, fingerprintOf, hintOf } from './key-text.ts';

/**
 * The keys. Sources, strongest first: the environment (read-only), then what was stored or typed. With a sealer keys
 * are stored sealed; without one they live in memory, or in a private file where the person chose so.
 */
export interface KeyStore {
  /**
   * Never throws and never takes longer than two seconds. What a slow sealer opens later is taken then; what cannot be
   * opened stays in the file and reads as `unreadable`. Calling it again tries those once more.
   */
  load(): Promise<void>;
  key(providerId: string): string | undefined;
  state(providerId: string): KeyState;
  /** Throws `FailureError`: not a key, from the environment, or not storable; the old key is then still in force. */
  set(providerId: string, key: string, where: { inFile: boolean }): Promise<KeyState>;
  clear(providerId: string): Promise<KeyState>;
  fingerprint(providerId: string): string | undefined;
  /** Every key known, for the log to redact. */
  secrets(): string[];
}

export interface KeyStoreOptions {
  folder: string;
  sealer?: Sealer;
  environment: Readonly<Record<string, string | undefined>>;
  log: Log;
  /** Told when a stored key has been opened, which may be long after `load`. */
  opened?: (providerId: string) => void;
  /** How long `load` waits, in milliseconds. */
  patienceMs?: number;
}

interface HeldKey {
  key: string;
  source: 'keychain' | 'file' | 'session';
}

export function createKeyStore(options: KeyStoreOptions): KeyStore {
  const { folder, sealer, environment, log, patienceMs = 2000 } = options;
  const file = createKeyFile(folder, log);
  const held = new Map<string, HeldKey>();
  let stored: StoredKeys = {};
  /** Counts the changes per provider, so that a late answer of the sealer cannot undo a newer one. */
  const changes = new Map<string, number>();
  /** Writes one after the other. */
  let turn: Promise<unknown> = Promise.resolve();

  function fromEnvironment(providerId: string): string | undefined {
    const name = `CONCH_${providerId.toUpperCase().replaceAll('-', '_')}_KEY`;
    const text = environment[name];
    if (text === undefined || text.trim() === '') return undefined;
    try {
      return cleanKey(text);
    } catch {
      log.warn('a key from the environment cannot be used', { variable: name });
      return undefined;
    }
  }

  function changed(providerId: string): void {
    changes.set(providerId, (changes.get(providerId) ?? 0) + 1);
  }

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.then(act);
    turn = mine.catch(() => {});
    return mine;
  }

  async function store(next: StoredKeys): Promise<void> {
    await file.write(next);
    stored = next;
  }

  async function seal(key: string): Promise<string> {
    if (sealer === undefined) throw new Error('there is no sealer');
    return Buffer.from(await sealer.seal(key)).toString('base64');
  }

  /** Opens one sealed key. Never throws. */
  async function open(providerId: string, sealed: string): Promise<void> {
    if (sealer === undefined) return;
    const before = changes.get(providerId);
    try {
      const { text, sealAgain } = await sealer.unseal(Buffer.from(sealed, 'base64'));
      if (changes.get(providerId) !== before) return;
      held.set(providerId, { key: cleanKey(text), source: 'keychain' });
      options.opened?.(providerId);
      if (sealAgain) await inTurn(() => sealAnew(providerId, text, before));
    } catch {
      log.warn('a stored key cannot be opened now', { provider: providerId });
    }
  }

  async function sealAnew(providerId: string, text: string, before: number | undefined): Promise<void> {
    if (changes.get(providerId) !== before) return;
    try {
      await store({ ...stored, [providerId]: { sealed: await seal(text) } });
    } catch {
      log.warn('a key could not be sealed anew; the old form is kept', { provider: providerId });
    }
  }

  async function clear(providerId: string): Promise<KeyState> {
    refuseEnvironment(providerId);
    const { [providerId]: _gone, ...rest } = stored;
    if (providerId in stored) await store(rest);
    held.delete(providerId);
    changed(providerId);
    return keys.state(providerId);
  }

  async function set(providerId: string, text: string, inFile: boolean): Promise<KeyState> {
    refuseEnvironment(providerId);
    const key = cleanKey(text);
    if (sealer !== undefined) {
      let sealed;
      try {
        sealed = await seal(key);
      } catch {
        const message = sentence(
          'The system’s keychain did not take the key, so the earlier key stays in force. Unlock the keychain and try again.',
        );
        throw new FailureError(failure('disk', message, { stage: 'local' }));
      }
      await store({ ...stored, [providerId]: { sealed } });
      held.set(providerId, { key, source: 'keychain' });
    } else if (inFile) {
      await store({ ...stored, [providerId]: { plain: key } });
      held.set(providerId, { key, source: 'file' });
    } else {
      // A key in clear text that has been replaced must not come back after a restart. A sealed one is not ours to drop.
      const { [providerId]: old, ...rest } = stored;
      if (old !== undefined && 'plain' in old) await store(rest);
      held.set(providerId, { key, source: 'session' });
    }
    changed(providerId);
    return keys.state(providerId);
  }

  function refuseEnvironment(providerId: string): void {
    if (fromEnvironment(providerId) === undefined) return;
    const message = sentence('This key comes from the environment (CONCH_…_KEY), so it cannot be changed here.');
    throw new FailureError(failure('invalid-request', message, { stage: 'local' }));
  }

  const keys: KeyStore = {
    async load() {
      await inTurn(async () => {
        stored = await file.read();
      });
      const openings: Promise<void>[] = [];
      for (const [providerId, entry] of Object.entries(stored)) {
        if (held.has(providerId)) continue;
        if ('plain' in entry) held.set(providerId, { key: entry.plain, source: 'file' });
        else openings.push(open(providerId, entry.sealed));
      }
      if (openings.length === 0) return;
      const patience = new AbortController();
      const late = wait(patienceMs, undefined, { signal: patience.signal, ref: false }).catch(() => {});
      await Promise.race([Promise.all(openings), late]);
      patience.abort();
    },

    key: (providerId) => fromEnvironment(providerId) ?? held.get(providerId)?.key,

    state(providerId) {
      const given = fromEnvironment(providerId);
      const own = held.get(providerId);
      const key = given ?? own?.key;
      if (key === undefined) return { source: providerId in stored ? 'unreadable' : 'none' };
      const hint = hintOf(key);
      const source = given === undefined ? (own?.source ?? 'none') : 'environment';
      return { source, ...(hint !== undefined && { hint }) };
    },

    set: (providerId, text, { inFile }) => inTurn(() => set(providerId, text, inFile)),
    clear: (providerId) => inTurn(() => clear(providerId)),

    fingerprint(providerId) {
      const key = keys.key(providerId);
      return key === undefined ? undefined : fingerprintOf(key);
    },

    secrets() {
      const given = Object.entries(environment)
        .filter(([name]) => /^CONCH_.*_KEY$/.test(name))
        .map(([, value]) => value?.trim() ?? '');
      return [...new Set([...given, ...[...held.values()].map(({ key }) => key)])].filter((key) => key !== '');
    },
  };
  return keys;
}
