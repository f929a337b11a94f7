import { useState } from 'react';
import type { WorkReport } from '../../shared/work.ts';
import { fetchMany } from '../store/work-acts.ts';
import { notice } from '../store/notices.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { findingTitles } from './work-words.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

export interface WorkReportDialogProps {
  report: WorkReport;
  isOpen: boolean;
  onClose: () => void;
}

/** What a work has found, file by file, each with its reason. */
export function WorkReportDialog({ report, isOpen, onClose }: WorkReportDialogProps) {
  return (
    <Dialog name={t('Report')} shape="settings" isOpen={isOpen} onClose={onClose}>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-3 p-6">
        <h2 className="text-lg font-semibold">{t('Report')}</h2>
        <p className="text-ink-2">{told({ message: report.summary, said: report.said })}</p>
        <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto" data-selectable>
          {report.findings.map((group) => (
            <FindingGroup key={group.kind} group={group} />
          ))}
        </div>
        <div className="flex justify-end">
          <Button size={32} autoFocus onPress={onClose}>
            {t('Close')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function FindingGroup({ group: { kind, total, listed } }: { group: WorkReport['findings'][number] }) {
  const ids = kind === 'missing' ? listed.flatMap(({ clipId }) => clipId ?? []) : [];
  return (
    <section aria-label={t(findingTitles[kind])} className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 font-semibold tabular-nums">
          {t('{{title}} ({{total, number}})', { title: t(findingTitles[kind]), total })}
        </h3>
        {ids.length === 0 ? null : <FetchAll ids={ids} />}
      </div>
      <ul className="flex flex-col gap-1 text-sm">
        {listed.map(({ name, reason, said }) => (
          <li key={`${name} ${reason}`} className="flex flex-col rounded-control bg-surface-1 px-2.5 py-1.5">
            <span className="break-all text-ink-1">{name}</span>
            <span className="text-ink-2">{told({ message: reason, said })}</span>
          </li>
        ))}
      </ul>
      {total > listed.length ? (
        <p className="text-sm text-ink-2">{t('and {{more, number}} more', { more: total - listed.length })}</p>
      ) : null}
    </section>
  );
}

/** The provider may still have them; asking for a fresh link costs nothing. */
function FetchAll({ ids }: { ids: readonly string[] }) {
  const [isAsking, setAsking] = useState(false);
  async function ask(): Promise<void> {
    setAsking(true);
    const asked = await fetchMany(ids);
    notice(
      asked === 0
        ? t('None of these can be asked for again.')
        : t('{{count, number}} clips are being asked for again. That costs nothing.', { count: asked }),
      { tone: asked === 0 ? 'trouble' : 'info' },
    );
  }
  return (
    <Button isDisabled={isAsking} onPress={() => void ask()}>
      {t('Download again')}
    </Button>
  );
}
