import type { Job } from '../../shared/job.ts';
import { stateText } from '../library/tile-facts.ts';
import { useSession } from '../store/session.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { stateOf } from '../ui/state-word.ts';
import { stateLineText } from './state-line.ts';

/** State by shape and word, and the time that matters. */
export function StateLine({ job, now, className = '' }: { job: Job; now: number; className?: string }) {
  const download = useSession(({ downloads }) => downloads.get(job.id));
  const { key } = stateOf(job);
  return (
    <p data-tone={key} className={`flex min-w-0 items-center gap-1.5 text-sm text-ink-3 tabular-nums ${className}`}>
      <span className="inline-flex shrink-0 items-center gap-[5px] font-semibold text-(--c)">
        <StateMark state={key} size={14} />
        {stateText(job, download)}
      </span>
      <span className="truncate">{stateLineText(job, now)}</span>
    </p>
  );
}
