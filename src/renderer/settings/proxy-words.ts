import type { Abilities, KeyState } from '../../shared/contract.ts';
import type { ProxyMode } from '../../shared/proxy.ts';
import type { Segment } from '../ui/Segments.tsx';
import { t } from '../texts/index.ts';

/** How the proxy is spoken of. Pure. */

export function proxyModes(): readonly Segment<ProxyMode>[] {
  return [
    { value: 'system', name: t('System') },
    { value: 'none', name: t('None') },
    { value: 'http', name: 'HTTP' },
    { value: 'https', name: 'HTTPS' },
    { value: 'socks5', name: 'SOCKS5' },
  ];
}

/** What a choice means, below the choices. */
export function modeHelp(mode: ProxyMode, host: 'electron' | 'browser'): string {
  switch (mode) {
    case 'system':
      return host === 'electron'
        ? t('As the system’s network settings say.')
        : t('As HTTPS_PROXY, ALL_PROXY and NO_PROXY say where Conch was started.');
    case 'none':
      return t('Everything is reached straight, whatever the system says.');
    case 'http':
      return t('The usual kind in companies. What goes through it is encrypted end to end all the same.');
    case 'https':
      return t('As HTTP, with a secured connection to the proxy itself.');
    case 'socks5':
      return t('Names are looked up by the proxy.');
  }
}

/** Inside the empty field. */
export function passwordPlaceholder({ source }: KeyState): string {
  switch (source) {
    case 'none':
      return t('Only if the proxy asks for one');
    case 'unreadable':
      return t('Cannot be opened now. Type it again.');
    case 'environment':
    case 'keychain':
    case 'file':
    case 'session':
      return t('Saved. Type to replace.');
  }
}

/** What becomes of the password. */
export function passwordHelp({ keyStorage }: Pick<Abilities, 'keyStorage'>, inFile: boolean): string {
  if (keyStorage === 'keychain') return t('The system keychain seals it on disk.');
  return inFile
    ? t('It is kept in a private file, not encrypted, like the keys.')
    : t('It is kept in memory until Conch quits, like the keys.');
}
