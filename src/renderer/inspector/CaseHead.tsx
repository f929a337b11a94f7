import type { Job } from '../../shared/job.ts';
import { select } from '../store/acts.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { X } from '../ui/icons.ts';
import { StateLine } from './StateLine.tsx';
import { t } from '../texts/index.ts';

/** The top row of a clip that has no player: its state, and the way out. */
export function CaseHead({ job, now }: { job: Job; now: number }) {
  return (
    <div className="flex h-(--top-row) shrink-0 items-center gap-2 ps-4 pe-2">
      <StateLine job={job} now={now} className="flex-1" />
      <IconButton
        name={t('Close')}
        onPress={() => {
          select(undefined);
        }}
      >
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
