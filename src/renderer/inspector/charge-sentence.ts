import type { JobIn } from '../../shared/job.ts';
import { t } from '../texts/index.ts';
import { paragraph } from '../texts/format.ts';

/** Whether a failed clip was paid for, in a sentence, with what is known of this provider's ways. Pure. */
export function chargeSentence({ progress }: JobIn<'failed'>, chargeNote: string | undefined): string {
  const { failure, intent } = progress;
  if (intent === undefined) return t('Nothing was sent, so nothing was charged.');
  switch (failure.charged) {
    case 'no':
      return t('It was not charged.');
    case 'yes':
      return t('It was charged.');
    case 'unknown':
    case undefined:
      return paragraph(
        t('Nobody has told whether it was charged.'),
        chargeNote === undefined ? undefined : t(chargeNote),
      );
  }
}
