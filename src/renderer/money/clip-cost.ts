import type { ProviderView } from '../../shared/contract.ts';
import { estimate, type Estimate, type KeptEstimate } from '../../shared/estimate.ts';
import type { Job } from '../../shared/job.ts';
import { chargeText } from '../library/failure-words.ts';
import { costText } from '../library/measures.ts';
import { day } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { aboutText } from './sum-words.ts';

/** What one clip cost, as far as anybody can tell. Pure. */
export interface ClipCost {
  /** What the provider told, else whether it was charged, else the estimate, else that there is none. */
  text: string;
  /** The estimate beside it, and of which day it is. */
  note?: string;
}

type Priced = Pick<ProviderView, 'prices' | 'ownPrices' | 'creditsPerDollar'> | undefined;

export function clipCost(job: Job, provider: Priced): ClipCost {
  const { progress } = job;
  const told = 'cost' in progress ? progress.cost : undefined;
  const made = estimateOf(job, provider);
  const about = aboutText(made);
  if (told !== undefined)
    return { text: costText(told), ...(about !== undefined && { note: t('estimated: {{about}}', { about }) }) };
  const charge = chargeOf(job);
  if (charge?.isFree === true) return { text: charge.text };
  const note = about === undefined || charge === undefined ? datedNote(made) : about;
  const text = charge?.text ?? about ?? t('not published');
  return { text, ...(note !== undefined && { note }) };
}

/** As a part of a row of facts: `$0.28`, `about $0.28`, `price not published`. */
export function shortCost(job: Job, provider: Priced): string {
  const { progress } = job;
  if ('cost' in progress && progress.cost !== undefined) return costText(progress.cost);
  return aboutText(estimateOf(job, provider)) ?? t('price not published');
}

/** The one that was kept when it was sent; before that, and for clips of older versions, that of today. */
function estimateOf({ request, progress }: Job, provider: Priced): Estimate | KeptEstimate | undefined {
  const sent = 'intent' in progress ? progress.intent?.estimate : undefined;
  return sent ?? (provider === undefined ? undefined : estimate(request, provider));
}

function datedNote(made: Estimate | KeptEstimate | undefined): string | undefined {
  return made !== undefined && 'asOf' in made ? t('an estimate of {{day}}', { day: day(made.asOf) }) : undefined;
}

/** Where the clip came to nothing, what is known of its charge says more than an estimate. */
function chargeOf(job: Job): { text: string; isFree: boolean } | undefined {
  const { progress } = job;
  if (progress.state === 'canceled')
    return progress.reason === 'before-sending'
      ? { text: t('nothing was sent'), isFree: true }
      : { text: t('may have been charged'), isFree: false };
  const text = chargeText(job);
  if (text === undefined) return undefined;
  const isSent = 'intent' in progress && progress.intent !== undefined;
  const isFree = !isSent || (progress.state === 'failed' && progress.failure.charged === 'no');
  return { text, isFree };
}
