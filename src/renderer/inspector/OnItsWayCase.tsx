import { policyOf } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import { isStillWatched, patienceSentences } from '../library/patience.ts';
import { presentTrouble } from '../library/failure-words.ts';
import { truePercent } from '../library/tile-facts.ts';
import { clockText } from '../library/times.ts';
import { openSettings } from '../store/commands.ts';
import { useProvider, useSession } from '../store/session.ts';
import { Trouble } from '../ui/Trouble.tsx';
import { stateOf } from '../ui/state-word.ts';
import { ActRow } from './ActRow.tsx';
import { CaseHead } from './CaseHead.tsx';
import { CopyDetails } from './CopyDetails.tsx';
import { Chain } from './chain/Chain.tsx';
import { Facts } from './Facts.tsx';
import { FoundIt } from './FoundIt.tsx';
import { OutLink } from './OutLink.tsx';
import { PromptText } from './PromptText.tsx';
import { Rule } from './Rule.tsx';
import { VendorWords } from './VendorWords.tsx';

/** A clip that is on its way, or that was canceled. */
export function OnItsWayCase({ job, now }: { job: Job; now: number }) {
  const providerName = useProvider(job.request.providerId)?.name ?? 'the provider';
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
      return 'It was canceled before anything was sent, so it cost nothing.';
    case 'watching-stopped':
      return `Conch stopped watching. ${providerName} went on and may have charged it; “Download again” asks for the clip at no further cost.`;
    case 'given-up':
      return `Nobody could tell whether ${providerName} took it. If it turns up in its console, enter the id below.`;
  }
}

/** The words of a trouble that passes: the job goes on by itself, or waits for one thing. */
function PresentTrouble({ job, now }: { job: Job; now: number }) {
  const provider = useProvider(job.request.providerId);
  const trouble = presentTrouble(job);
  if (trouble === undefined) return null;
  const { title, advice, act } = policyOf(trouble);
  const dueAt = 'dueAt' in job.progress ? job.progress.dueAt : now;
  const { providerId } = job.request;
  return (
    <Trouble
      severity="warning"
      fixes={
        act === 'open-settings'
          ? [
              {
                label: 'Open settings',
                run: () => {
                  openSettings(trouble.stage === 'upload' ? { tab: 'image-host' } : { tab: 'providers', providerId });
                },
              },
            ]
          : []
      }
    >
      <span className="font-medium">{title}.</span> {trouble.message} {advice}
      {dueAt - now > 5_000 ? ` Next try at ${clockText(dueAt)}.` : ''}
      {act === 'open-billing' && provider !== undefined ? (
        <>
          {' '}
          <OutLink to={provider.links.billing}>Open billing</OutLink>
        </>
      ) : null}
    </Trouble>
  );
}

function ProgressBar({ job }: { job: Job }) {
  const download = useSession(({ downloads }) => downloads.get(job.id));
  const percent = truePercent(job, download);
  if (percent === undefined) return null;
  const { key, word } = stateOf(job);
  return (
    <div
      role="progressbar"
      aria-label={word}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      data-tone={key}
      className="mx-4 mb-2 h-1 shrink-0 overflow-hidden rounded-full bg-track"
    >
      <div
        className="h-full bg-(--c) transition-[width] duration-500 ease-linear motion-reduce:transition-none"
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
