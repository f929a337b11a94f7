import { onOneLine } from '../library/tile-facts.ts';
import { t } from '../texts/index.ts';
import type { GoneRow } from './held-rows.ts';
import { queueRowHeight } from './QueueRow.tsx';

/** Stands where a clip stood that has left, until the pointer is elsewhere. To a reader the clip is not there any more. */
export function GoneQueueRow({ job, top }: { job: GoneRow['job']; top: number }) {
  return (
    <div
      aria-hidden
      className="absolute inset-x-0 flex items-center gap-3 border-b border-line ps-1 pe-1.5 text-ink-3"
      style={{ top, height: queueRowHeight }}
    >
      <span className="w-14 shrink-0" />
      {job === undefined ? null : (
        <>
          <span dir="auto" className="min-w-0 flex-1 truncate">
            {onOneLine(job.request.prompt)}
          </span>
          <span className="shrink-0 text-sm">{t('No longer in the queue')}</span>
        </>
      )}
    </div>
  );
}
