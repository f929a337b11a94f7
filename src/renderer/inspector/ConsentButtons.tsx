import type { Job } from '../../shared/job.ts';
import { DeleteForGood } from '../keeping/DeleteForGood.tsx';
import { isInTrash } from '../store/belongs.ts';
import { emptyTrash, restore, trash } from '../store/keeping.ts';
import { useRetries } from '../store/retrying.ts';
import { Button, type ButtonProps } from '../ui/Button.tsx';
import { Trash2 } from '../ui/icons.ts';
import { cancelWithConsent, retryWithConsent, sendAgainWithConsent } from './consent.ts';
import { t } from '../texts/index.ts';

/** Buttons that ask once more where something cannot be taken back or can cost money. */

type Look = Pick<ButtonProps, 'variant' | 'className'>;

/** The core has not answered yet: a second clip is not to be had by a second press. */
function useIsRetried({ id }: Job): boolean {
  return useRetries(({ underWay }) => underWay.has(id));
}

export function RetryButton({ job, ...look }: { job: Job } & Look) {
  const isUnderWay = useIsRetried(job);
  return (
    <Button
      {...look}
      isInert={isUnderWay}
      onPress={() => {
        if (isUnderWay) return;
        retryWithConsent(job);
      }}
    >
      {t('Retry')}
    </Button>
  );
}

export function SendAgainButton({ job, ...look }: { job: Job } & Look) {
  const isUnderWay = useIsRetried(job);
  return (
    <Button
      {...look}
      isInert={isUnderWay}
      onPress={() => {
        if (isUnderWay) return;
        sendAgainWithConsent(job);
      }}
    >
      {t('Send again')}
    </Button>
  );
}

export function CancelButton({ job, ...look }: { job: Job } & Look) {
  return (
    <Button
      {...look}
      onPress={() => {
        cancelWithConsent(job);
      }}
    >
      {t('Cancel')}
    </Button>
  );
}

/** Into the trash, from which the notice and the trash itself bring it back; only there it is asked about. */
export function DeleteButton({ job, ...look }: { job: Job } & Look) {
  if (!isInTrash(job)) {
    return (
      <Button {...look} onPress={() => void trash([job.id])}>
        <Trash2 size={16} aria-hidden />
        {t('Delete')}
      </Button>
    );
  }
  return (
    <>
      <Button {...look} onPress={() => void restore([job.id])}>
        {t('Put back')}
      </Button>
      <DeleteForGood count={1} onConfirm={() => void emptyTrash([job.id])} />
    </>
  );
}
