import { policyOf, type Failure } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import { isStillWatched, patienceSentences } from '../library/patience.ts';
import { presentTrouble } from '../library/failure-words.ts';
import { truePercent } from '../library/tile-facts.ts';
import { openSettings } from '../store/commands.ts';
import { resumeQueue } from '../store/queue-acts.ts';
import { useQueue } from '../store/queue.ts';
import { useProvider, useSession } from '../store/session.ts';
import { Trouble, type TroubleFix } from '../ui/Trouble.tsx';
import { stateOf } from '../ui/state-word.ts';
import { ActRow } from './ActRow.tsx';
import { CaseHead } from './CaseHead.tsx';
import { CopyDetails } from './CopyDetails.tsx';
import { Chain } from './chain/Chain.tsx';
import { Facts } from './Facts.tsx';
import { FoundIt } from './FoundIt.tsx';
import { settingsFor } from './next-step.ts';
import { OutLink } from './OutLink.tsx';
import { PromptText } from './PromptText.tsx';
import { Rule } from './Rule.tsx';
import { VendorWords } from './VendorWords.tsx';
import { t } from '../texts/index.ts';
import { paragraph } from '../texts/format.ts';
import { told } from '../texts/told.ts';

/** A clip that is on its way, or that was canceled. */
export function OnItsWayCase({ job, now }: { job: Job; now: number }) {
  const providerName = useProvider(job.request.providerId)?.name ?? t('the provider');
  const { progress } = job;
  return (
    <>
      <CaseHead job={job} now={now} />
      <ProgressBar job={job} />
      <div className="flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto px-4 pt-1 pb-4">
        <PresentTrouble job={job} now={now} />
        {isStillWatched(job, now) ? (
          <p className="text-ink-2">{patienceSentences(job, { providerName, now })}</p>
        ) : null}
        {progress.state === 'canceled' ? (
          <p className="text-ink-2">{canceledSentence(progress.reason, providerName)}</p>
        ) : null}
        <PromptText prompt={job.request.prompt} />
        <ActRow job={job} file="unknown">
          {presentTrouble(job) === undefined ? null : <CopyDetails job={job} />}
        </ActRow>
        {progress.state === 'canceled' && progress.reason === 'given-up' ? (
          <>
            <Rule />
            <FoundIt job={job} />
          </>
        ) : null}
        <Chain job={job} />
        <Rule />
        <Facts job={job} now={now} />
        <VendorWords job={job} providerName={providerName} />
      </div>
    </>
  );
}

function canceledSentence(reason: 'before-sending' | 'watching-stopped' | 'given-up', providerName: string): string {
  switch (reason) {
    case 'before-sending':
      return t('It was canceled before anything was sent, so it cost nothing.');
    case 'watching-stopped':
      return t(
        'Conch stopped watching. {{provider}} went on and may have charged it; “Download again” asks for the clip at no further cost.',
        { provider: providerName },
      );
    case 'given-up':
      return t('Nobody could tell whether {{provider}} took it. If it turns up in its console, enter the id below.', {
        provider: providerName,
      });
  }
}

/** The words of a trouble that passes: the job goes on by itself, or waits for one thing. */
function PresentTrouble({ job, now }: { job: Job; now: number }) {
  const provider = useProvider(job.request.providerId);
  const isPaused = useQueue(({ summary }) => {
    const provider = summary?.providers.find(({ providerId }) => providerId === job.request.providerId);
    return summary?.pausedAll === true || provider?.paused === true;
  });
  const trouble = presentTrouble(job);
  if (trouble === undefined) return null;
  const { title, advice, act } = policyOf(trouble);
  const dueAt = 'dueAt' in job.progress ? job.progress.dueAt : now;
  return (
    <Trouble severity="warning" fixes={fixesFor(job, trouble, isPaused)}>
      <span className="font-medium">{t('{{title}}.', { title: t(title) })}</span>{' '}
      {paragraph(
        told(trouble),
        job.progress.state === 'queued' && trouble.charged === 'no' ? t('It was not charged.') : undefined,
        t(advice),
        dueAt - now > 5_000 ? t('Next try at {{at, clock}}.', { at: dueAt }) : undefined,
      )}
      {act === 'open-billing' && provider !== undefined ? (
        <>
          {' '}
          <OutLink to={provider.links.billing}>{t('Open billing')}</OutLink>
        </>
      ) : null}
    </Trouble>
  );
}

/** What a person can do about it now; what passes by itself needs nothing. */
function fixesFor(job: Job, trouble: Failure, isPaused: boolean): TroubleFix[] {
  const { providerId } = job.request;
  const { act } = policyOf(trouble);
  const fixes: TroubleFix[] = [];
  if (act === 'open-settings' || trouble.kind === 'disk')
    fixes.push({ label: t('Open settings'), run: () => openSettings(settingsFor(trouble, providerId)) });
  // Neither before a pause that the provider asked for is over, nor past one that the person has made.
  if (job.progress.state === 'queued' && trouble.kind !== 'rate-limited' && !isPaused)
    fixes.push({
      label: t('Try again now'),
      run: () => void resumeQueue({ what: 'provider', providerId }),
    });
  return fixes;
}

/** The provider's own per cent, or that of a download. Its room is there from the start, so that nothing moves when it comes. */
function ProgressBar({ job }: { job: Job }) {
  const download = useSession(({ downloads }) => downloads.get(job.id));
  if (job.progress.state === 'canceled') return null;
  const percent = truePercent(job, download);
  const { key, word } = stateOf(job);
  return (
    <div data-tone={key} className="mx-4 mb-2 h-1 shrink-0">
      {percent === undefined ? null : (
        <div
          role="progressbar"
          aria-label={word}
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
          className="h-full overflow-hidden rounded-full bg-track"
        >
          <div
            className="h-full bg-(--c) transition-[width] duration-500 ease-linear motion-reduce:transition-none"
            style={{ width: `${percent}%` }}
          />
        </div>
      )}
    </div>
  );
}
