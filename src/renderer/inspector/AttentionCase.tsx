import { HardDrive } from 'lucide-react';
import type { ReactNode } from 'react';
import { policies } from '../../shared/failure.ts';
import type { JobIn } from '../../shared/job.ts';
import { giveUp } from '../store/acts.ts';
import { useProvider, useSession } from '../store/session.ts';
import { agoText, exactClockText, momentText } from '../library/times.ts';
import { Button } from '../ui/Button.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { X } from '../ui/icons.ts';
import { ActRow } from './ActRow.tsx';
import { CaseHead } from './CaseHead.tsx';
import { modelName, settingsText } from './clip-facts.ts';
import { SendAgainButton } from './ConsentButtons.tsx';
import { CopyDetails } from './CopyDetails.tsx';
import { FirstFrameThumb } from './FirstFrameFact.tsx';
import { Choice, FoundIt } from './FoundIt.tsx';
import { PromptText } from './PromptText.tsx';
import { Rule } from './Rule.tsx';
import { stakeOf } from './stake.ts';
import { VendorWords } from './VendorWords.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** Sent, and nobody can tell whether it was taken: the person decides, and sees what each way costs. */
export function AttentionCase({ job, now }: { job: JobIn<'unknown'>; now: number }) {
  const { intent, unknownAt, failure } = job.progress;
  const provider = useProvider(job.request.providerId);
  const name = provider?.name ?? job.request.providerId;
  const isDemo = useSession(({ session }) => session?.demo ?? false);
  const settings = settingsText(job.request);
  const stake = stakeOf(job.request, { provider, isDemo });
  return (
    <>
      <CaseHead job={job} now={now} />
      <div className="flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto px-4 pb-4">
        <div className="flex flex-col gap-1">
          <h2 className="text-[17px] leading-6 font-semibold tracking-[-0.01em]">
            {t(policies['outcome-unknown'].title)}
          </h2>
          <p className="text-ink-2">
            {t(
              '{{provider}} may have started it and may charge it, so Conch has not sent it again. It waits for your decision.',
              { provider: name },
            )}
          </p>
        </div>
        <div className="flex gap-2.5">
          <FirstFrameThumb job={job} />
          <div className="min-w-0 flex-1">
            <PromptText prompt={job.request.prompt} />
            {settings === '' ? null : <p className="text-sm text-ink-3 tabular-nums">{settings}</p>}
          </div>
        </div>
        <dl className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm leading-[18px] tabular-nums">
          <dt className="text-ink-3">{t('Sent')}</dt>
          <dd>
            {momentText(intent.sentAt, now)} <span className="text-ink-3">{agoText(intent.sentAt, now)}</span>
          </dd>
          <dt className="text-ink-3">{t('To')}</dt>
          <dd>
            {name} · {modelName(job.request, provider)}
          </dd>
          <dt className="text-ink-3">{t('At stake')}</dt>
          <dd>
            {stake.text}
            {stake.note === undefined ? null : <span className="block text-ink-3">{stake.note}</span>}
          </dd>
        </dl>
        <Rule />
        <ol className="flex flex-col gap-1.5 text-sm leading-[17px] text-ink-2">
          <Trail glyph={<HardDrive size={14} />} at={intent.sentAt}>
            {t('intent saved on this computer')}
          </Trail>
          <Trail glyph={<StateMark state="sending" size={14} />} at={intent.sentAt}>
            {t('request left for {{host}}', { host: new URL(intent.origin).host })}
          </Trail>
          <Trail glyph={<X size={14} />} at={unknownAt}>
            {told(failure)}
          </Trail>
        </ol>
        <VendorWords job={job} providerName={name} />
        <Rule />
        <div className="flex flex-col">
          {provider === undefined || provider.lookup.possible ? null : (
            <p className="pb-2.5 text-sm text-ink-3">{t(provider.lookup.why)}</p>
          )}
          <FoundIt job={job} />
          <Choice button={<SendAgainButton job={job} className="w-28" />}>
            {stake.about === undefined
              ? t('A new request. If the first one was taken, you are billed twice.')
              : t('A new request. If the first one was taken, you are billed twice: {{about}} more.', {
                  about: stake.about,
                })}
          </Choice>
          <Choice
            button={
              <Button variant="quiet" className="w-28" onPress={() => void giveUp(job.id)}>
                {t('Give up')}
              </Button>
            }
          >
            {t('Sends and asks nothing more. The record stays, and the id can still be entered later.')}
          </Choice>
        </div>
        <ActRow job={job} file="unknown">
          <CopyDetails job={job} />
        </ActRow>
      </div>
    </>
  );
}

function Trail({ glyph, at, children }: { glyph: ReactNode; at: number; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[14px_max-content_minmax(0,1fr)] gap-x-2">
      <span aria-hidden className="mt-px text-ink-3">
        {glyph}
      </span>
      <time dateTime={new Date(at).toISOString()} className="whitespace-nowrap text-ink-3 tabular-nums">
        {exactClockText(at)}
      </time>
      <span data-selectable className="break-words">
        {children}
      </span>
    </li>
  );
}
