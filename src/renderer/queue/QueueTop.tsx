import { useState } from 'react';
import { cancelQueued, pauseQueue, resumeQueue } from '../store/queue-acts.ts';
import { useQueue } from '../store/queue.ts';
import { openLibrary } from '../store/screen.ts';
import { useSession } from '../store/session.ts';
import { useWaits } from '../store/waits.ts';
import { t } from '../texts/index.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { ArrowLeft, Pause, Play } from '../ui/icons.ts';
import { ScreenHeading } from '../ui/ScreenHeading.tsx';
import { countsText, etaText } from './queue-words.ts';

/** How much there is, when it may be through, and the acts on all of it. */
export function QueueTop() {
  const summary = useQueue((state) => state.summary);
  const waits = useWaits(({ queue }) => queue);
  const isReadOnly = useSession(({ session }) => session?.readOnly !== undefined);
  const [isAsking, setAsking] = useState(false);
  const providers = summary?.providers ?? [];
  const queued = summary?.total ?? 0;
  const inTheMaking = providers.reduce((sum, one) => sum + one.inTheMaking, 0);
  const isPaused = summary?.pausedAll === true;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 py-2 ps-3 pe-5">
      <IconButton name={t('Back to the library')} onPress={openLibrary}>
        <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
      </IconButton>
      <ScreenHeading>{t('Queue')}</ScreenHeading>
      <p className="ms-2 min-w-0 flex-1 basis-64 text-ink-2 tabular-nums">
        {summary === undefined ? null : (
          <>
            <span className="block">{countsText(queued, inTheMaking)}</span>
            {isPaused ? null : <span className="block text-sm text-ink-3">{etaText(waits)}</span>}
          </>
        )}
        {/* Only this is read out: the figures change with every clip. */}
        <span role="status" className="block text-sm text-ink-3">
          {isPaused ? t('Everything is paused.') : null}
        </span>
      </p>
      {isReadOnly ? null : (
        <div className="flex shrink-0 gap-1.5">
          {queued === 0 ? null : (
            <Button
              variant="danger"
              onPress={() => {
                setAsking(true);
              }}
            >
              {t('Cancel all')}
            </Button>
          )}
          <Button
            variant={isPaused ? 'primary' : 'secondary'}
            onPress={() => void (isPaused ? resumeQueue({ what: 'all' }) : pauseQueue({ what: 'all' }))}
          >
            {isPaused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
            {isPaused ? t('Resume all') : t('Pause all')}
          </Button>
        </div>
      )}
      <Confirm
        isOpen={isAsking}
        title={t('Cancel everything that waits?')}
        confirm={t('Cancel {{count, number}} clips', { count: queued })}
        isDanger
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => void cancelQueued({ what: 'all' })}
      >
        {t(
          'None of them has been sent, so none is charged. They stay in the library as canceled. Clips that a provider has taken go on.',
        )}
      </Confirm>
    </div>
  );
}
