import type { Job } from '../../shared/job.ts';
import { cancel } from '../store/acts.ts';
import { ask } from '../store/question.ts';
import { retry } from '../store/retrying.ts';
import { useSession } from '../store/session.ts';
import { paragraph } from '../texts/format.ts';
import { t } from '../texts/index.ts';
import { cancelNeedsConsent, retryMayCostTwice } from './applicable-acts.ts';
import { stakeOf } from './stake.ts';

/** Acts that ask once more where something can cost money or be misunderstood: the same from a button and from the palette. */

/** A new clip with the same settings. Asks where the first one may have been paid for. */
export function retryWithConsent(job: Job): void {
  const mayCostTwice = retryMayCostTwice(job);
  const run = () => void retry(job.id, mayCostTwice);
  if (!mayCostTwice) {
    run();
    return;
  }
  ask({
    title: t('Pay for a second clip?'),
    confirm: t('Send a new one'),
    text: t('The first request may have been charged. Retry sends a new one, which {{provider}} charges by itself.', {
      provider: providerOf(job)?.name ?? t('The provider'),
    }),
    run,
  });
}

/** The same, from "Needs attention": always asks, and names the sum. */
export function sendAgainWithConsent(job: Job): void {
  const provider = providerOf(job);
  const stake = stakeOf(job.request, { provider, isDemo: useSession.getState().session?.demo ?? false });
  ask({
    title: t('Send it a second time?'),
    confirm: t('Send a new one'),
    text: paragraph(
      t('If {{provider}} took the first request, both clips are billed.', {
        provider: provider?.name ?? t('the provider'),
      }),
      stake.again,
      t('The record of the first one stays.'),
    ),
    run: () => void retry(job.id, true),
  });
}

/** Before sending it just cancels; afterwards it says what a cancel does not do. */
export function cancelWithConsent(job: Job): void {
  const run = () => void cancel(job.id);
  if (!cancelNeedsConsent(job)) {
    run();
    return;
  }
  ask({
    title: t('Stop watching this clip?'),
    confirm: t('Stop watching'),
    text: t(
      '{{provider}} has taken it, goes on with it and may charge it; only Conch stops watching. “Download again” takes it up later and costs nothing more.',
      { provider: providerOf(job)?.name ?? t('The provider') },
    ),
    run,
  });
}

function providerOf(job: Job) {
  return useSession.getState().session?.providers.find(({ id }) => id === job.request.providerId);
}
