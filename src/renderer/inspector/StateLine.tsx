import type { Job } from '../../shared/job.ts';
import { stateText } from '../library/tile-facts.ts';
import { useWaitOf } from '../store/waits.ts';
import { useSession } from '../store/session.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { stateOf } from '../ui/state-word.ts';
import { stateLineText } from './state-line.ts';

/** State by shape and word, and the time that matters. */
export function StateLine({ job, now, className = '' }: { job: Job; now: number; className?: string }) {
  const download = useSession(({ downloads }) => downloads.get(job.id));
  const { key } = stateOf(job);
  const wait = useWaitOf(job);
  const line = stateLineText(job, now, wait);
  return (
    <p data-tone={key} className={`flex min-w-0 items-center gap-1.5 text-sm text-ink-3 tabular-nums ${className}`}>
      {/* While the word still changes, what stands beside it keeps its place. */}
      <span
        className={`inline-flex shrink-0 items-center gap-[5px] font-semibold text-(--c) ${isOnItsWay(job) ? 'min-w-40' : ''}`}
      >
        <StateMark state={key} size={14} />
        {stateText(job, download)}
      </span>
      <span className="truncate" title={line}>
        {line}
      </span>
    </p>
  );
}

function isOnItsWay({ progress }: Job): boolean {
  return ['queued', 'submitting', 'waiting', 'downloading'].includes(progress.state);
}
