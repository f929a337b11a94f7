import type { Client } from '../../shared/rpc.ts';
import { followBalances } from './balances.ts';
import { followCollections } from './collections.ts';
import { followComparisons } from './comparisons.ts';
import { chooseCommand } from './commands.ts';
import { followDisk } from './disk.ts';
import { jobChanged, jobRemoved } from './mirror.ts';
import { noticeOf } from './notices.ts';
import { openSession } from './opening.ts';
import { followPrompts } from './prompts.ts';
import { followQueue } from './queue.ts';
import { openLibrary } from './screen.ts';
import { useSession } from './session.ts';
import { showClip } from './showing.ts';
import { followSpending } from './spending.ts';
import { followWaits } from './waits.ts';
import { followWork } from './work.ts';

/** Writes every announcement of the core into the mirror. */
export function listen(client: Client): void {
  const { setState } = useSession;

  client.on('job.changed', (payload) => {
    setState((state) => jobChanged(state, payload));
  });
  client.on('job.removed', (payload) => {
    setState((state) => jobRemoved(state, payload));
  });
  client.on('clips.changed', ({ counts }) => {
    setState(({ session }) => (session === undefined ? {} : { session: { ...session, counts }, isStale: true }));
  });
  followCollections(client);
  followWork(client);
  followPrompts(client);
  followWaits(client);
  followComparisons(client);
  followQueue(client);
  followSpending(client);
  followDisk(client);
  followBalances(client);
  client.on('download.progressed', ({ id, ...download }) => {
    setState(({ downloads }) => ({ downloads: new Map(downloads).set(id, download) }));
  });
  client.on('providers.changed', ({ providers }) => {
    setState(({ session }) => (session === undefined ? {} : { session: { ...session, providers } }));
  });
  client.on('settings.changed', ({ settings }) => {
    const before = useSession.getState().session?.settings.libraryFolder;
    setState(({ session }) => (session === undefined ? {} : { session: { ...session, settings } }));
    // Where the library is now, and how much room there is, only the core knows.
    if (settings.libraryFolder !== before) openSession(client).catch(noticeOf);
  });
  client.on('proxy.changed', ({ proxy }) => {
    setState(({ session }) => (session === undefined ? {} : { session: { ...session, proxy } }));
  });
  client.on('imageHost.changed', ({ imageHost }) => {
    setState(({ session }) => (session === undefined ? {} : { session: { ...session, imageHost } }));
  });
  client.on('session.replaced', () => {
    // Another library: what is on screen is not in it, and is not to stay there if it cannot be read.
    setState({
      jobs: new Map(),
      order: [],
      days: undefined,
      query: {},
      selectedId: undefined,
      marked: new Set(),
      newestSequence: 0,
    });
    openSession(client).catch(noticeOf);
  });
  client.on('notice.raised', ({ failure }) => {
    noticeOf(failure);
  });
  client.on('clip.shown', ({ id }) => {
    openLibrary();
    showClip(client, id).catch(noticeOf);
  });
  client.on('command.chosen', ({ command }) => {
    chooseCommand(command);
  });
}
