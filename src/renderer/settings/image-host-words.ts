import type { ImageHostView } from '../../shared/contract.ts';
import { keyPlaceholder } from './key-words.ts';
import { t } from '../texts/index.ts';

/** The state of the image host, in words. Pure. */

export function imageHostStateText({ configured, keyState: { source, hint } }: ImageHostView): string {
  if (!configured) return t('No image host is set up.');
  switch (source) {
    case 'none':
      return t('The key pair is missing.');
    case 'unreadable':
      return t('The stored key pair cannot be opened. Type it again.');
    case 'environment':
      return hint === undefined
        ? t('Set up, with the key pair from the environment.')
        : t('Set up, with the key pair from the environment whose ID ends in {{hint}}.', { hint });
    case 'keychain':
    case 'file':
    case 'session':
      return hint === undefined
        ? t('Set up, with the key pair.')
        : t('Set up, with the key pair whose ID ends in {{hint}}.', { hint });
  }
}

/** Inside the two empty key fields. */
export function pairPlaceholder({ keyState }: ImageHostView, part: 'ID' | 'secret'): string {
  if (keyState.source !== 'none') return keyPlaceholder(keyState);
  return part === 'ID' ? t('Paste the access key ID') : t('Paste the secret');
}

/** What lies there still; undefined where nothing does. */
export function leftBehindText({ leftBehind: count, configured, keyState }: ImageHostView): string | undefined {
  if (count === 0) return undefined;
  const canDelete = keyState.source !== 'none' && keyState.source !== 'unreadable';
  if (!canDelete) {
    return t('{{count}} pictures lie at the image host still. Conch can delete them only with the key pair.', {
      count,
    });
  }
  return configured
    ? t('{{count}} pictures lie there at the moment. Conch deletes them when the clip has ended.', { count })
    : t('{{count}} pictures lie at the former image host at the moment. Conch deletes them when the clip has ended.', {
        count,
      });
}
