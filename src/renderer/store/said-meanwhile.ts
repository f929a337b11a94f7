import type { Session } from '../../shared/contract.ts';
import type { Client } from '../../shared/rpc.ts';

type Said = Partial<Pick<Session, 'counts' | 'providers' | 'settings' | 'proxy' | 'imageHost'>>;

/**
 * What the core announces between its answer to `session.open` and the moment when the window shows it: newer than the
 * answer, and lost otherwise, as there is no session yet to write it into. Call it as soon as the answer is here.
 *
 * @returns gives what was said, the last word of each kind, and stops listening
 */
export function hearMeanwhile(client: Client): () => Said {
  const said: Said = {};
  const withCounts = ({ counts }: Pick<Session, 'counts'>): void => void (said.counts = counts);
  const stops = [
    client.on('job.changed', withCounts),
    client.on('job.removed', withCounts),
    client.on('clips.changed', withCounts),
    client.on('providers.changed', ({ providers }) => void (said.providers = providers)),
    client.on('settings.changed', ({ settings }) => void (said.settings = settings)),
    client.on('proxy.changed', ({ proxy }) => void (said.proxy = proxy)),
    client.on('imageHost.changed', ({ imageHost }) => void (said.imageHost = imageHost)),
  ];
  return () => {
    for (const stop of stops) stop();
    return said;
  };
}
