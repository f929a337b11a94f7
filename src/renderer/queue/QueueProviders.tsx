import type { QueueProvider } from '../../shared/queue.ts';
import { useQueue } from '../store/queue.ts';
import { t } from '../texts/index.ts';
import { QueueProviderRow } from './QueueProviderRow.tsx';

/** A row for each provider that has something to do, or that is kept from it. */
export function QueueProviders() {
  const summary = useQueue((state) => state.summary);
  const shown = summary?.providers.filter(isOfInterest).toSorted((one, other) => urgency(other) - urgency(one)) ?? [];
  if (shown.length === 0) return null;
  return (
    <ul
      aria-label={t('Providers')}
      className="mx-5 max-h-[40%] shrink-0 divide-y divide-line overflow-y-auto rounded-control border border-line bg-surface-1"
    >
      {shown.map((one) => (
        <QueueProviderRow key={one.providerId} one={one} isAllPaused={summary?.pausedAll === true} />
      ))}
    </ul>
  );
}

function isOfInterest({ queued, inTheMaking, paused, hold, stop, pace }: QueueProvider): boolean {
  return queued > 0 || inTheMaking > 0 || paused || stop !== undefined || (hold !== undefined && pace.learned);
}

/** What the person has to see to stands first. */
function urgency({ stop, hold }: QueueProvider): number {
  return stop !== undefined ? 2 : hold !== undefined ? 1 : 0;
}
