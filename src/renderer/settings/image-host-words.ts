import type { ImageHostView } from '../../shared/contract.ts';
import { keyPlaceholder } from './key-words.ts';

/** The state of the image host, in words. Pure. */

export function imageHostStateText({ configured, keyState }: ImageHostView): string {
  if (!configured) return 'No image host is set up.';
  switch (keyState.source) {
    case 'none':
      return 'The key pair is missing.';
    case 'unreadable':
      return 'The stored key pair cannot be opened. Type it again.';
    case 'environment':
      return `Set up, with the key pair from the environment${ending(keyState.hint)}.`;
    case 'keychain':
    case 'file':
    case 'session':
      return `Set up, with the key pair${ending(keyState.hint)}.`;
  }
}

function ending(hint: string | undefined): string {
  return hint === undefined ? '' : ` whose ID ends in ${hint}`;
}

/** Inside the two empty key fields. */
export function pairPlaceholder({ keyState }: ImageHostView, part: 'ID' | 'secret'): string {
  return keyState.source === 'none'
    ? `Paste the ${part === 'ID' ? 'access key ID' : 'secret'}`
    : keyPlaceholder(keyState);
}

/** What lies there still; undefined where nothing does. */
export function leftBehindText({ leftBehind, configured, keyState }: ImageHostView): string | undefined {
  if (leftBehind === 0) return undefined;
  const pictures = leftBehind === 1 ? '1 picture lies' : `${leftBehind} pictures lie`;
  const canDelete = keyState.source !== 'none' && keyState.source !== 'unreadable';
  if (!canDelete)
    return `${pictures} at the image host still. Conch can delete ${leftBehind === 1 ? 'it' : 'them'} only with the key pair.`;
  const it = leftBehind === 1 ? 'it' : 'them';
  return `${pictures} ${configured ? 'there' : 'at the former image host'} at the moment. Conch deletes ${it} when the clip has ended.`;
}
