import { useMemo } from 'react';
import { imageHostState, type ImageHostState } from '../../shared/image-host.ts';
import { useSession } from './session.ts';

/** What the person's own image host can do for each provider. The same function as long as nothing has changed. */
export function useImageHostOf(): (providerId: string) => ImageHostState {
  const providers = useSession(({ session }) => session?.providers);
  const host = useSession(({ session }) => session?.settings.imageHost);
  const source = useSession(({ session }) => session?.imageHost.keyState.source ?? 'none');
  return useMemo(() => {
    const hasKey = source !== 'none' && source !== 'unreadable';
    return (providerId) => {
      const origin = providers?.find(({ id }) => id === providerId)?.baseUrl;
      return origin === undefined ? 'absent' : imageHostState(host, hasKey, origin);
    };
  }, [providers, host, source]);
}
