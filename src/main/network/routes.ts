import { isOwnProxy, type ProxySettings } from '../../shared/proxy.ts';
import type { Host } from '../host.ts';
import type { ProxyFor } from './connect-through.ts';
import { readProxyUrl, type Proxy } from './proxy.ts';
import { proxyFailure } from './proxy-failure.ts';
import { sentence } from '../../shared/sentence.ts';

export interface RoutesOptions {
  settings(): ProxySettings;
  password(): string | undefined;
  systemProxy: Host['systemProxy'];
}

/** What the settings say about the way out. A proxy that cannot be used is never gone around in silence. */
export function createRoutes({ settings, password, systemProxy }: RoutesOptions): ProxyFor {
  return async (origin) => {
    const { mode, host, port, user } = settings();
    if (mode === 'none') return undefined;
    if (mode === 'system') {
      const address = await systemProxy?.(origin);
      if (address === undefined) return undefined;
      const proxy = readProxyUrl(address);
      if (proxy === undefined)
        throw proxyFailure(sentence('The proxy that this computer names is of a kind that Conch does not know.'));
      return proxy;
    }
    if (!isOwnProxy(mode) || host === '' || port === undefined)
      throw proxyFailure(sentence('The proxy that is set is not complete.'));
    const secret = user === '' ? undefined : password();
    const own: Proxy = { kind: mode, host, port, ...(user !== '' && { user }) };
    return secret === undefined ? own : { ...own, password: secret };
  };
}
