import type { JobIn } from '../../shared/job.ts';

/** Whether a failed clip was paid for, in a sentence, with what is known of this provider's ways. Pure. */
export function chargeSentence({ progress }: JobIn<'failed'>, chargeNote: string | undefined): string {
  const { failure, intent } = progress;
  if (intent === undefined) return 'Nothing was sent, so nothing was charged.';
  const note = chargeNote === undefined ? '' : ` ${chargeNote}`;
  switch (failure.charged) {
    case 'no':
      return 'It was not charged.';
    case 'yes':
      return 'It was charged.';
    case 'unknown':
    case undefined:
      return `Nobody has told whether it was charged.${note}`;
  }
}
