import { useRef } from 'react';
import { useQueue } from '../store/queue.ts';
import { useSession } from '../store/session.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { Trouble } from '../ui/Trouble.tsx';
import { QueueList } from './QueueList.tsx';
import { QueueProviders } from './QueueProviders.tsx';
import { QueueToolbar } from './QueueToolbar.tsx';
import { QueueTop } from './QueueTop.tsx';
import { useKeptFocus } from './use-kept-focus.ts';

/** What is to be sent: who holds it up, in which order it goes, and all that a person may do about it. */
export function QueueScreen() {
  const main = useRef<HTMLElement>(null);
  const keptFocus = useKeptFocus(main);
  const total = useQueue(({ order }) => order.length);
  const isRead = useQueue(({ summary }) => summary !== undefined);
  const failure = useQueue((state) => state.failure);
  const isReadOnly = useSession(({ session }) => session?.readOnly !== undefined);
  return (
    <main
      ref={main}
      {...keptFocus}
      aria-label={t('Queue')}
      className="@container flex min-h-0 min-w-0 flex-1 flex-col bg-surface-0"
    >
      <QueueTop />
      {failure === undefined ? null : (
        <Trouble severity="error" className="mx-5 mb-2">
          {told(failure)}
        </Trouble>
      )}
      <QueueProviders />
      {isReadOnly ? null : <QueueToolbar />}
      <QueueList />
      {isRead && total === 0 && failure === undefined ? <NothingQueued /> : null}
    </main>
  );
}

function NothingQueued() {
  return (
    <div className="flex min-h-0 flex-[4] flex-col items-center p-8 text-center">
      <h2 className="text-lg font-semibold">{t('Nothing waits to be sent')}</h2>
      <p className="mt-1 max-w-96 text-ink-2">
        {t(
          'Clips that you generate stand here until their provider takes them. You can put them in order and hold them back.',
        )}
      </p>
    </div>
  );
}
