import type { Abilities, KeyState, KeyTest } from '../../shared/contract.ts';
import type { StateKey } from '../ui/state-word.ts';
import { t } from '../texts/index.ts';

/** A key is never shown, so words tell what is there and where it lies. Pure. */

/** Beside the provider's name. */
export function keyStateText({ source, hint }: KeyState): string {
  switch (source) {
    case 'none':
      return t('No key');
    case 'environment':
      return hint === undefined
        ? t('Key from the environment')
        : t('Key from the environment, ends in {{hint}}', { hint });
    case 'keychain':
    case 'file':
    case 'session':
      return hint === undefined ? t('Key saved') : t('Key saved, ends in {{hint}}', { hint });
    case 'unreadable':
      return t('The stored key cannot be opened');
  }
}

/** Inside the empty field. */
export function keyPlaceholder({ source }: KeyState): string {
  switch (source) {
    case 'none':
      return t('Paste your key');
    case 'environment':
      return t('From the environment, read-only here');
    case 'keychain':
    case 'file':
    case 'session':
      return t('Saved. Type to replace.');
    case 'unreadable':
      return t('Cannot be opened now. Type it again.');
  }
}

/** Where the key is kept; undefined where there is none. */
export function keyPlaceText({ source }: KeyState): string | undefined {
  switch (source) {
    case 'none':
      return undefined;
    case 'environment':
      return t('never written to disk');
    case 'keychain':
      return t('sealed by the system keychain');
    case 'file':
      return t('in a private file, not encrypted');
    case 'session':
      return t('in memory until Conch quits');
    case 'unreadable':
      return t('the system keychain is locked or has changed');
  }
}

/** What will become of a key that is saved on this computer. */
export function storageSentence({ keyStorage, keyFile }: Pick<Abilities, 'keyStorage' | 'keyFile'>): string {
  if (keyStorage === 'keychain') return t('The system keychain seals them on disk.');
  return keyFile
    ? t('No keychain can be used here, so a key is kept in memory until Conch quits, unless you choose a private file.')
    : t('No keychain can be used here, so a key is kept in memory until Conch quits.');
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
