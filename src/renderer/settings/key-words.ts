import type { Abilities, KeyState, KeyTest } from '../../shared/contract.ts';
import type { StateKey } from '../ui/state-word.ts';

/** A key is never shown, so words tell what is there and where it lies. Pure. */

/** Beside the provider's name. */
export function keyStateText({ source, hint }: KeyState): string {
  const ending = hint === undefined ? '' : `, ends in ${hint}`;
  switch (source) {
    case 'none':
      return 'No key';
    case 'environment':
      return `Key from the environment${ending}`;
    case 'keychain':
    case 'file':
    case 'session':
      return `Key saved${ending}`;
    case 'unreadable':
      return 'The stored key cannot be opened';
  }
}

/** Inside the empty field. */
export function keyPlaceholder({ source }: KeyState): string {
  switch (source) {
    case 'none':
      return 'Paste your key';
    case 'environment':
      return 'From the environment, read-only here';
    case 'keychain':
    case 'file':
    case 'session':
      return 'Saved. Type to replace.';
    case 'unreadable':
      return 'Cannot be opened now. Type it again.';
  }
}

/** Where the key is kept; undefined where there is none. */
export function keyPlaceText({ source }: KeyState): string | undefined {
  switch (source) {
    case 'none':
      return undefined;
    case 'environment':
      return 'never written to disk';
    case 'keychain':
      return 'sealed by the system keychain';
    case 'file':
      return 'in a private file, not encrypted';
    case 'session':
      return 'in memory until Conch quits';
    case 'unreadable':
      return 'the system keychain is locked or has changed';
  }
}

/** What will become of a key that is saved on this computer. */
export function storageSentence({ keyStorage, keyFile }: Pick<Abilities, 'keyStorage' | 'keyFile'>): string {
  if (keyStorage === 'keychain') return 'The system keychain seals them on disk.';
  const memory = 'No keychain can be used here, so a key is kept in memory until Conch quits';
  return keyFile ? `${memory}, unless you choose a private file.` : `${memory}.`;
}

/** Whether the person can save and remove a key here. */
export function isEditable({ source }: KeyState): boolean {
  return source !== 'environment';
}

/** Whether there is a key that can be used now. */
export function canTest({ source }: KeyState): boolean {
  return source !== 'none' && source !== 'unreadable';
}

/** Shape and colour for the answer of "Test key". */
export const verdictStates: Record<KeyTest['verdict'], StateKey> = {
  works: 'done',
  refused: 'failed',
  untested: 'queued',
  unreachable: 'attention',
};
