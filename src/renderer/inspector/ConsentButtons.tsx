import { useState, type ReactNode } from 'react';
import type { Job } from '../../shared/job.ts';
import { DeleteForGood } from '../keeping/DeleteForGood.tsx';
import { cancel, retry } from '../store/acts.ts';
import { isInTrash } from '../store/belongs.ts';
import { emptyTrash, restore, trash } from '../store/keeping.ts';
import { useProvider, useSession } from '../store/session.ts';
import { Button, type ButtonProps } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Trash2 } from '../ui/icons.ts';
import { cancelNeedsConsent, retryMayCostTwice } from './applicable-acts.ts';
import { stakeOf } from './stake.ts';

/** Buttons that ask once more where something cannot be taken back or can cost money. */

type Look = Pick<ButtonProps, 'variant' | 'className'>;

interface AskingProps extends Look {
  name: ReactNode;
  asks: boolean;
  act: () => void;
  title: string;
  confirm: string;
  children: ReactNode;
}

function AskingButton({ name, asks, act, title, confirm, children, ...look }: AskingProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        {...look}
        onPress={() => {
          if (asks) setOpen(true);
          else act();
        }}
      >
        {name}
      </Button>
      <Confirm
        isOpen={isOpen}
        title={title}
        confirm={confirm}
        onClose={() => {
          setOpen(false);
        }}
        onConfirm={act}
      >
        {children}
      </Confirm>
    </>
  );
}

function useProviderName(job: Job): string {
  return useProvider(job.request.providerId)?.name ?? 'The provider';
}

/** A new clip with the same settings. Asks where the first one may have been paid for. */
export function RetryButton({ job, ...look }: { job: Job } & Look) {
  const providerName = useProviderName(job);
  const mayCostTwice = retryMayCostTwice(job);
  return (
    <AskingButton
      {...look}
      name="Retry"
      asks={mayCostTwice}
      act={() => void retry(job.id, mayCostTwice)}
      title="Pay for a second clip?"
      confirm="Send a new one"
    >
      The first request may have been charged. Retry sends a new one, which {providerName} charges by itself.
    </AskingButton>
  );
}

/** The same, from "Needs attention": always asks, and names the sum. */
export function SendAgainButton({ job, ...look }: { job: Job } & Look) {
  const provider = useProvider(job.request.providerId);
  const isDemo = useSession(({ session }) => session?.demo ?? false);
  const stake = stakeOf(job.request, { provider, isDemo });
  return (
    <AskingButton
      {...look}
      name="Send again"
      asks
      act={() => void retry(job.id, true)}
      title="Send it a second time?"
      confirm="Send a new one"
    >
      If {provider?.name ?? 'the provider'} took the first request, both clips are billed. {stake.again} The record of
      the first one stays.
    </AskingButton>
  );
}

/** Before sending it just cancels; afterwards it says what a cancel does not do. */
export function CancelButton({ job, ...look }: { job: Job } & Look) {
  const providerName = useProviderName(job);
  return (
    <AskingButton
      {...look}
      name="Cancel"
      asks={cancelNeedsConsent(job)}
      act={() => void cancel(job.id)}
      title="Stop watching this clip?"
      confirm="Stop watching"
    >
      {providerName} has taken it, goes on with it and may charge it; only Conch stops watching. “Download again” takes
      it up later and costs nothing more.
    </AskingButton>
  );
}

/** Into the trash, from which the notice and the trash itself bring it back; only there it is asked about. */
export function DeleteButton({ job, ...look }: { job: Job } & Look) {
  if (!isInTrash(job)) {
    return (
      <Button {...look} onPress={() => void trash([job.id])}>
        <Trash2 size={16} aria-hidden />
        Delete
      </Button>
    );
  }
  return (
    <>
      <Button {...look} onPress={() => void restore([job.id])}>
        Put back
      </Button>
      <DeleteForGood count={1} onConfirm={() => void emptyTrash([job.id])} />
    </>
  );
}
