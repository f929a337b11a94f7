import { isIn, type Job } from '../../shared/job.ts';
import { useSelectedJob } from '../store/session.ts';
import { useNow } from '../library/use-now.ts';
import { AttentionCase } from './AttentionCase.tsx';
import { DoneCase } from './DoneCase.tsx';
import { FailedCase } from './FailedCase.tsx';
import { OnItsWayCase } from './OnItsWayCase.tsx';
import { t } from '../texts/index.ts';

/** The right column: the selected clip. Nothing while none is selected. */
export function Inspector() {
  const job = useSelectedJob();
  if (job === undefined) return null;
  return (
    <section aria-label={t('Clip')} className="flex min-h-0 flex-1 flex-col bg-surface-1">
      <Case key={job.id} job={job} />
    </section>
  );
}

function Case({ job }: { job: Job }) {
  const now = useNow(job.progress.state === 'done' ? 60_000 : 1_000);
  if (isIn(job, 'done')) return <DoneCase job={job} now={now} />;
  if (isIn(job, 'failed')) return <FailedCase job={job} now={now} />;
  if (isIn(job, 'unknown')) return <AttentionCase job={job} now={now} />;
  return <OnItsWayCase job={job} now={now} />;
}
