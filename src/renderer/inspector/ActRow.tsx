import type { ReactNode } from 'react';
import { isIn, type Job } from '../../shared/job.ts';
import { fetchAgain, openClip, restoreSettings, reveal } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { Download, Folder, Play } from '../ui/icons.ts';
import { ExportButton } from '../work/ExportButton.tsx';
import { applicableActs, type Act, type FileState } from './applicable-acts.ts';
import { ContinueButton } from './ContinueButton.tsx';
import { CancelButton, DeleteButton, RetryButton } from './ConsentButtons.tsx';
import { t } from '../texts/index.ts';

export interface ActRowProps {
  job: Job;
  file: FileState;
  /** Acts that the panel offers elsewhere already. */
  without?: readonly Act[];
  /** Further quiet buttons. */
  children?: ReactNode;
}

/** What is left where a library is only shown. */
const actsOfReading: ReadonlySet<Act> = new Set(['use-settings', 'open', 'reveal']);

/** What can be done with a clip: the usual acts as buttons, the rare ones quietly below. */
export function ActRow({ job, file, without = [], children }: ActRowProps) {
  const abilities = useSession(({ session }) => session?.abilities);
  const isReadOnly = useSession(({ session }) => session?.readOnly !== undefined);
  const acts = applicableActs(
    job,
    { reveal: abilities?.reveal ?? false, openClip: abilities?.openClip ?? false },
    file,
  ).filter((act) => !without.includes(act) && (!isReadOnly || actsOfReading.has(act)));
  const has = (act: Act) => acts.includes(act);
  return (
    <div className="flex shrink-0 flex-col gap-1.5">
      <div className="flex flex-wrap gap-1.5 empty:hidden">
        {has('retry') ? <RetryButton job={job} className="flex-1" /> : null}
        {has('continue') && isIn(job, 'done') ? (
          <ContinueButton job={job} className="flex-[2] max-[1099px]:px-1.5!" />
        ) : null}
        {has('use-settings') ? (
          <Button
            className="flex-1 max-[1099px]:px-1.5!"
            onPress={() => {
              restoreSettings(job);
            }}
          >
            {t('Use settings')}
          </Button>
        ) : null}
        {has('cancel') ? <CancelButton job={job} className="flex-1" /> : null}
      </div>
      <div className="-mx-2 flex flex-wrap empty:hidden">
        {has('open') ? (
          <Button variant="quiet" onPress={() => void openClip(job.id)}>
            <Play size={16} aria-hidden />
            {t('Open in a player')}
          </Button>
        ) : null}
        {has('reveal') ? (
          <Button variant="quiet" onPress={() => void reveal(job.id)}>
            <Folder size={16} aria-hidden />
            {t('Show in folder')}
          </Button>
        ) : null}
        {has('export') ? <ExportButton ids={[job.id]} variant="quiet" /> : null}
        {has('download-again') ? (
          <Button variant="quiet" onPress={() => void fetchAgain(job.id)}>
            <Download size={16} aria-hidden />
            {t('Download again')}
          </Button>
        ) : null}
        {children}
        {has('delete') ? <DeleteButton job={job} variant="quiet" /> : null}
      </div>
    </div>
  );
}
