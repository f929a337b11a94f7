import { spentOf } from '../../shared/spending.ts';
import { openSettings } from '../store/commands.ts';
import { setQuery } from '../store/acts.ts';
import { presets } from '../store/presets.ts';
import { useNotices } from '../store/notices.ts';
import { openLibrary, openQueue, openSpending } from '../store/screen.ts';
import { useDisk } from '../store/disk.ts';
import { useMoney } from '../store/spending.ts';
import { useSession } from '../store/session.ts';
import { followRoom } from './notice-place.ts';
import { StatusFact } from './StatusFact.tsx';
import { useStanding } from './standing.ts';
import { useOnline } from './use-online.ts';
import { t } from '../texts/index.ts';

/**
 * The foot of the window, always the same height: room for the latest notice, else how things stand. Each figure leads to
 * what it names.
 */
export function StatusStrip() {
  const hasNotice = useNotices(({ notices }) => notices.length > 0);
  return (
    <footer
      data-region="status"
      aria-label={t('Status')}
      className="@container flex h-(--status-row) shrink-0 items-center gap-4 overflow-hidden border-t border-line bg-surface-1 px-5 text-sm whitespace-nowrap text-ink-3 tabular-nums"
    >
      {hasNotice ? null : <Standing />}
      <span ref={followRoom} className="min-w-0 flex-1" />
      <Offline />
      {/* Room for a longer figure, so that a new one moves nothing. */}
      <span className="flex min-w-42 shrink-0 empty:hidden">
        <Today />
      </span>
      {/* First to go where there is no room: Settings says it too. */}
      <span className="flex min-w-44 shrink-0 empty:hidden @max-[700px]:hidden">
        <Disk />
      </span>
    </footer>
  );
}

/** How many are in the making, still to be sent, and waiting for the person. Nothing is said of what is not there. */
function Standing() {
  const { making, queued, attention } = useStanding();
  return (
    <>
      {making === 0 ? null : (
        <StatusFact
          state="generating"
          onPress={() => {
            showPreset('running');
          }}
        >
          {t('{{count, number}} in the making', { count: making })}
        </StatusFact>
      )}
      {queued === 0 ? null : (
        <StatusFact state="queued" onPress={openQueue}>
          {t('{{count, number}} waiting to be sent', { count: queued })}
        </StatusFact>
      )}
      {attention === 0 ? null : (
        <StatusFact
          state="attention"
          onPress={() => {
            showPreset('attention');
          }}
        >
          {t('{{count, number}} needs you', { count: attention })}
        </StatusFact>
      )}
    </>
  );
}

function showPreset(wanted: 'running' | 'attention'): void {
  openLibrary();
  setQuery(presets.find(({ key }) => key === wanted)?.query ?? {});
}

/** Said once, here: the library needs no network, and what is on its way goes on by itself. */
function Offline() {
  const isOnline = useOnline();
  const running = useSession(({ session }) => session?.counts.running ?? 0);
  return (
    <span role="status" className={isOnline ? 'contents' : 'shrink-0 text-ink-2'}>
      {isOnline ? null : running === 0 ? t('Offline') : t('Offline: clips on their way wait')}
    </span>
  );
}

function Today() {
  const isDemo = useSession(({ session }) => session?.demo ?? false);
  const today = useMoney((state) => state.today);
  // In the demo nothing is charged, and before the first answer nothing is known.
  if (isDemo || today === undefined) return null;
  const { dollars } = spentOf(today);
  if (today.sent === 0) return null;
  const isRange = dollars.least !== dollars.most;
  return (
    <StatusFact onPress={openSpending}>
      {dollars.most === 0
        ? t('Today: no price known')
        : isRange
          ? t('Today about {{least, dollars}} to {{most, dollars}}', dollars)
          : t('Today about {{most, dollars}}', { most: dollars.most })}
    </StatusFact>
  );
}

function Disk() {
  const { usedBytes, freeBytes } = useDisk();
  if (freeBytes === undefined && (usedBytes === undefined || usedBytes === 0)) return null;
  return (
    <StatusFact
      onPress={() => {
        openSettings({ tab: 'library' });
      }}
    >
      {usedBytes === undefined || usedBytes === 0
        ? t('{{freeBytes, bytes}} free', { freeBytes: freeBytes ?? 0 })
        : freeBytes === undefined
          ? t('{{usedBytes, bytes}} used', { usedBytes })
          : t('{{usedBytes, bytes}} used, {{freeBytes, bytes}} free', { usedBytes, freeBytes })}
    </StatusFact>
  );
}
