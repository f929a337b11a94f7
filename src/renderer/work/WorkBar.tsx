import { useState } from 'react';
import { archiveAddress, putWorkAway, useWork } from '../store/work.ts';
import { stopWork } from '../store/work-acts.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { X } from '../ui/icons.ts';
import { WorkReportDialog } from './WorkReportDialog.tsx';
import { workSentence } from './work-words.ts';
import { t } from '../texts/index.ts';

/** Above everything while a long act on the library goes on, and until its end has been read. */
export function WorkBar() {
  const work = useWork((state) => state.work);
  const isPutAway = useWork(({ putAwayId, work: at }) => at !== undefined && putAwayId === at.id);
  const [isReportOpen, setReportOpen] = useState(false);
  if (work === undefined || (isPutAway && work.state !== 'running')) return null;
  const { id, state, done, total, report } = work;
  const hasFindings = report !== undefined && report.findings.length > 0;
  return (
    <section
      aria-label={t('Work on the library')}
      className="relative flex min-h-9 shrink-0 items-center gap-2 border-b border-line bg-surface-2 px-4 py-1 text-sm text-ink-1"
    >
      {/* The count itself would be read out several times a second. */}
      <p
        role={state === 'failed' ? 'alert' : state === 'running' ? 'none' : 'status'}
        className="min-w-0 flex-1 tabular-nums"
      >
        {workSentence(work)}
      </p>
      {state === 'running' ? (
        <>
          <div
            role="progressbar"
            aria-label={t('How far it is')}
            aria-valuemin={0}
            {...(total === undefined ? {} : { 'aria-valuemax': total, 'aria-valuenow': Math.min(done, total) })}
            className="absolute inset-x-0 bottom-0 h-0.5 bg-track"
          >
            <div
              className="h-full bg-accent"
              style={{ width: total === undefined || total === 0 ? '0%' : `${Math.min(100, (done / total) * 100)}%` }}
            />
          </div>
          <Button onPress={() => void stopWork()}>{t('Stop')}</Button>
        </>
      ) : (
        <>
          {report?.archive === undefined ? null : (
            <a
              href={archiveAddress(id)}
              download={report.archive.name}
              className="rounded-control px-2.5 py-1 font-medium text-accent-ink underline focus-visible:outline-2 focus-visible:outline-focus"
            >
              {t('Save the archive')}
            </a>
          )}
          {hasFindings ? (
            <Button
              onPress={() => {
                setReportOpen(true);
              }}
            >
              {t('Details')}
            </Button>
          ) : null}
          <IconButton name={t('Put away')} size={24} onPress={putWorkAway}>
            <X size={14} aria-hidden />
          </IconButton>
        </>
      )}
      {hasFindings ? (
        <WorkReportDialog
          report={report}
          isOpen={isReportOpen}
          onClose={() => {
            setReportOpen(false);
          }}
        />
      ) : null}
    </section>
  );
}
