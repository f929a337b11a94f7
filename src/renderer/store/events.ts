import type { Client } from '../../shared/rpc.ts';
import { focusOn, openSettings } from './commands.ts';
import { jobChanged, jobRemoved } from './mirror.ts';
import { noticeOf } from './notices.ts';
import { openSession } from './opening.ts';
import { useSession } from './session.ts';
import { showClip } from './showing.ts';

/** Writes every announcement of the core into the mirror. */
export function listen(client: Client): void {
  const { setState } = useSession;

  client.on('job.changed', (payload) => {
    setState((state) => jobChanged(state, payload));
  });
  client.on('job.removed', (payload) => {
    setState((state) => jobRemoved(state, payload));
  });
  client.on('download.progressed', ({ id, ...download }) => {
    setState(({ downloads }) => ({ downloads: new Map(downloads).set(id, download) }));
  });
  client.on('providers.changed', ({ providers }) => {
    setState(({ session }) => (session === undefined ? {} : { session: { ...session, providers } }));
  });
  client.on('settings.changed', ({ settings }) => {
    setState(({ session }) => (session === undefined ? {} : { session: { ...session, settings } }));
  });
  client.on('imageHost.changed', ({ imageHost }) => {
    setState(({ session }) => (session === undefined ? {} : { session: { ...session, imageHost } }));
  });
  client.on('session.replaced', () => {
    setState({ search: '', filter: 'all', selectedId: undefined });
    openSession(client).catch(noticeOf);
  });
  client.on('notice.raised', ({ failure }) => {
    noticeOf(failure);
  });
  client.on('clip.shown', ({ id }) => {
    showClip(client, id).catch(noticeOf);
  });
  client.on('command.chosen', ({ command }) => {
    if (command === 'settings') openSettings();
    else focusOn(command === 'search' ? 'search' : 'prompt');
  });
}
