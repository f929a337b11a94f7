import { policyOf } from '../../shared/failure.ts';
import type { JobIn } from '../../shared/job.ts';
import { fetchAgain } from '../store/acts.ts';
import { openSettings } from '../store/commands.ts';
import { editAgain } from '../store/refused.ts';
import { useProvider } from '../store/session.ts';
import { Button, type ButtonProps } from '../ui/Button.tsx';
import { ActRow } from './ActRow.tsx';
import { AnotherProvider } from './AnotherProvider.tsx';
import { CaseHead } from './CaseHead.tsx';
import { chargeSentence } from './charge-sentence.ts';
import { RetryButton } from './ConsentButtons.tsx';
import { CopyDetails } from './CopyDetails.tsx';
import { Chain } from './chain/Chain.tsx';
import { Facts } from './Facts.tsx';
import { nextSteps, settingsFor, type Step } from './next-step.ts';
import { OutLink } from './OutLink.tsx';
import { PromptText } from './PromptText.tsx';
import { Rule } from './Rule.tsx';
import { VendorWords } from './VendorWords.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** A failed clip: what happened, was it charged, what to do next. */
export function FailedCase({ job, now }: { job: JobIn<'failed'>; now: number }) {
  const { failure } = job.progress;
  const provider = useProvider(job.request.providerId);
  const { title, advice } = policyOf(failure);
  const { first, others } = nextSteps(job);
  return (
    <>
      <CaseHead job={job} now={now} />
      <div className="flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto px-4 pb-4">
        <div className="flex flex-col gap-1">
          <h2 className="text-[17px] leading-6 font-semibold tracking-[-0.01em]">{t(title)}</h2>
          <p data-selectable className="text-ink-2">
            {told(failure)}
          </p>
          <p className="text-ink-2">{chargeSentence(job, provider?.chargeNote)}</p>
          <p className="text-ink-2">{t(advice)}</p>
        </div>
        <div className="flex flex-wrap gap-1.5">
          <StepButton job={job} step={first} isFirst />
          {others.map((step) => (
            <StepButton key={step} job={job} step={step} />
          ))}
        </div>
        <Rule />
        <PromptText prompt={job.request.prompt} />
        <Chain job={job} />
        <Rule />
        <Facts job={job} now={now} />
        <VendorWords job={job} providerName={provider?.name ?? t('the provider')} />
        <ActRow
          job={job}
          file="unknown"
          without={['retry', 'download-again', ...(first === 'edit' ? (['use-settings'] as const) : [])]}
        >
          {first === 'copy-details' ? null : <CopyDetails job={job} />}
        </ActRow>
      </div>
    </>
  );
}

interface StepButtonProps {
  job: JobIn<'failed'>;
  step: Step;
  isFirst?: boolean;
}

function StepButton({ job, step, isFirst = false }: StepButtonProps) {
  const provider = useProvider(job.request.providerId);
  const look = {
    variant: isFirst ? 'primary' : 'secondary',
    className: isFirst ? 'flex-1' : '',
  } as const satisfies Partial<ButtonProps>;
  switch (step) {
    case 'edit':
      return (
        <Button
          {...look}
          onPress={() => {
            editAgain(job);
          }}
        >
          {t('Edit and send again')}
        </Button>
      );
    case 'download-again':
      return (
        <Button {...look} onPress={() => void fetchAgain(job.id)}>
          {t('Download again')}
        </Button>
      );
    case 'open-settings':
      return (
        <Button
          {...look}
          onPress={() => {
            openSettings(settingsFor(job.progress.failure, job.request.providerId));
          }}
        >
          {t('Open settings')}
        </Button>
      );
    case 'open-billing':
      return provider === undefined ? null : (
        <OutLink to={provider.links.billing} look={look.variant} className={look.className}>
          {t('Open billing')}
        </OutLink>
      );
    case 'another-provider':
      return <AnotherProvider job={job} />;
    case 'copy-details':
      return <CopyDetails job={job} {...look} />;
    case 'retry':
      return <RetryButton job={job} {...look} />;
  }
}
