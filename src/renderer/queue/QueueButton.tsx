import { useQueue } from '../store/queue.ts';
import { openQueue } from '../store/screen.ts';
import { number } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { Button } from '../ui/Button.tsx';
import { ListOrdered } from '../ui/icons.ts';
import { StateMark } from '../ui/StateMark.tsx';

/** The way to the queue, with how much waits there and whether something keeps it from going. */
export function QueueButton() {
  const queued = useQueue(({ summary }) => summary?.total ?? 0);
  const isHeld = useQueue(
    ({ summary }) =>
      summary?.providers.some(
        ({ stop, hold, queued: waiting }) => stop !== undefined || (hold !== undefined && waiting > 0),
      ) ?? false,
  );
  return (
    <Button variant="quiet" onPress={openQueue}>
      {isHeld ? (
        <StateMark state="attention" size={16} className="text-state-attention" />
      ) : (
        <ListOrdered size={16} aria-hidden />
      )}
      <span className="@max-[560px]:sr-only">{t('Queue')}</span>
      {queued === 0 ? null : <span className="text-sm text-ink-3 tabular-nums">{number(queued)}</span>}
    </Button>
  );
}
