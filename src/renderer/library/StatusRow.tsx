import { useOnline } from '../shell/use-online.ts';
import { useNotices, type Notice } from '../store/notices.ts';
import { useSession } from '../store/session.ts';
import { TextLink } from '../ui/TextLink.tsx';
import { bytesText, clipsText } from './measures.ts';

/** The foot of the window: the latest notice, else how much is running; whether there is a network; free space where it is known. */
export function StatusRow() {
  const latest = useNotices(({ notices }) => notices.at(-1));
  const running = useSession(({ session }) => session?.counts.running ?? 0);
  const isOnline = useOnline();
  const freeBytes = useSession(({ session }) => session?.freeBytes);
  return (
    <div className="flex h-(--status-row) shrink-0 items-center gap-4 border-t border-line bg-surface-1 px-5 text-sm text-ink-3 tabular-nums">
      {/* Both regions are always there, because a reader hears only what changes in a region that it already knows. */}
      <div role="status" className={latest?.tone === 'info' ? 'min-w-0 truncate text-ink-1' : 'contents'}>
        {latest?.tone === 'info' ? latest.text : null}
      </div>
      <div role="alert" className={latest?.tone === 'trouble' ? 'min-w-0 truncate text-state-failed' : 'contents'}>
        {latest?.tone === 'trouble' ? latest.text : null}
      </div>
      {latest === undefined ? (
        <span>{running === 0 ? '' : `${clipsText(running)} running`}</span>
      ) : (
        <NoticeAct notice={latest} />
      )}
      <span className="flex-1" />
      <span role="status" className={isOnline ? 'contents' : 'shrink-0 text-ink-2'}>
        {isOnline ? null : running === 0 ? 'Offline' : 'Offline: clips on their way wait'}
      </span>
      {freeBytes === undefined ? null : <span className="shrink-0">{bytesText(freeBytes)} free</span>}
    </div>
  );
}

function NoticeAct({ notice: { act } }: { notice: Notice }) {
  return act === undefined ? null : <TextLink onPress={act.run}>{act.label}</TextLink>;
}
