import { memo, type CSSProperties } from 'react';
import { priorityOf } from '../../shared/queue-place.ts';
import type { QueuePart } from '../../shared/queue.ts';
import { settingsText } from '../inspector/clip-facts.ts';
import { onOneLine } from '../library/tile-facts.ts';
import { shortCost } from '../money/clip-cost.ts';
import { cancelQueued, pauseQueue, resumeQueue } from '../store/queue-acts.ts';
import { useQueue } from '../store/queue.ts';
import { useProvider, useSession } from '../store/session.ts';
import { factsOf, number } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { GripVertical, Pause, Play, X } from '../ui/icons.ts';
import { heldText, priorityNames, queuedName } from './queue-words.ts';

/** In pixels. */
export const queueRowHeight = 40;

export interface QueueRowProps {
  /** Absent while its part is on the way. */
  id: string | undefined;
  place: number;
  total: number;
  top: number;
  isTabStop: boolean;
  /** Dragged clips would be let go at this edge. */
  dropEdge?: 'top' | 'bottom' | undefined;
}

/** One clip that waits: its turn, what it is, and what holds it back. */
export const QueueRow = memo(function QueueRow({ id, place, total, top, isTabStop, dropEdge }: QueueRowProps) {
  const job = useQueue(({ jobs }) => (id === undefined ? undefined : jobs.get(id)));
  const isMarked = useQueue(({ marked }) => id !== undefined && marked.has(id));
  const isReadOnly = useSession(({ session }) => session?.readOnly !== undefined);
  const provider = useProvider(job?.request.providerId);
  const style: CSSProperties = { top, height: queueRowHeight };
  if (job === undefined) return <Unread place={place} style={style} />;
  const providerName = provider?.name ?? job.request.providerId;
  const priority = priorityOf(job);
  const held = heldText(job);
  const isPaused = job.place?.paused === true;
  const prompt = onOneLine(job.request.prompt);
  const part: QueuePart = { what: 'clips', ids: [job.id] };
  return (
    <div
      role="row"
      data-place={place}
      data-queued={job.id}
      draggable={!isReadOnly}
      aria-label={queuedName(job, { providerName, place, total })}
      aria-rowindex={place + 1}
      aria-selected={isMarked}
      tabIndex={isTabStop ? 0 : -1}
      className={`group/row absolute inset-x-0 flex items-center gap-3 border-b border-line ps-1 pe-1.5 outline-offset-[-2px] focus-visible:outline-2 focus-visible:outline-focus ${
        isMarked ? 'bg-accent-soft' : 'hover:over-hover'
      } ${dropEdge === undefined ? '' : dropEdge === 'top' ? 'before:absolute before:inset-x-0 before:-top-px before:h-0.5 before:bg-accent' : 'after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:bg-accent'}`}
      style={style}
    >
      <div
        role="gridcell"
        className="flex w-14 shrink-0 items-center justify-end gap-0.5 text-sm text-ink-3 tabular-nums"
      >
        <GripVertical
          size={14}
          aria-hidden
          className={`me-auto shrink-0 ${isReadOnly ? 'invisible' : 'cursor-grab opacity-0 group-hover/row:opacity-100'}`}
        />
        {number(place + 1)}
      </div>
      <div role="gridcell" className="min-w-0 flex-1">
        <span dir="auto" title={prompt} className={`block truncate ${isPaused ? 'text-ink-3' : ''}`}>
          {prompt}
        </span>
      </div>
      <div role="gridcell" className="max-w-56 min-w-0 shrink truncate text-sm text-ink-2">
        {factsOf([priority === 'normal' ? undefined : t(priorityNames[priority]), held])}
      </div>
      <div role="gridcell" className="w-28 shrink-0 truncate text-sm text-ink-2">
        {providerName}
      </div>
      <div role="gridcell" className="w-32 shrink-0 truncate text-sm text-ink-3 tabular-nums @max-[900px]:hidden">
        {settingsText(job.request)}
      </div>
      <div
        role="gridcell"
        className="w-32 shrink-0 truncate text-end text-sm text-ink-3 tabular-nums @max-[640px]:hidden"
      >
        {shortCost(job, provider)}
      </div>
      <div role="gridcell" className="flex shrink-0">
        {isReadOnly ? null : (
          <>
            <IconButton
              name={isPaused ? t('Resume this clip') : t('Pause this clip')}
              excludeFromTabOrder
              onPress={() => void (isPaused ? resumeQueue(part) : pauseQueue(part))}
            >
              {isPaused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
            </IconButton>
            <IconButton name={t('Cancel this clip')} excludeFromTabOrder onPress={() => void cancelQueued(part)}>
              <X size={14} aria-hidden />
            </IconButton>
          </>
        )}
      </div>
    </div>
  );
});

function Unread({ place, style }: { place: number; style: CSSProperties }) {
  return (
    <div
      role="row"
      aria-rowindex={place + 1}
      data-place={place}
      aria-label={t('Being read')}
      aria-busy
      tabIndex={-1}
      className="absolute inset-x-0 flex items-center border-b border-line ps-1"
      style={style}
    >
      <div role="gridcell" aria-label={t('Being read')} className="w-14 text-end text-sm text-ink-3 tabular-nums">
        {number(place + 1)}
      </div>
    </div>
  );
}
