import { useRef, useState, type ReactNode } from 'react';
import type { ProviderView } from '../../shared/contract.ts';
import type { Job } from '../../shared/job.ts';
import { attach } from '../store/acts.ts';
import { useProvider } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { OutLink } from './OutLink.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** "I found it": the id from the provider's console, and Conch goes on from there. */
export function FoundIt({ job }: { job: Job }) {
  const provider = useProvider(job.request.providerId);
  const [remoteId, setRemoteId] = useState('');
  const [error, setError] = useState<string>();
  const [isSending, setSending] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  async function submit(): Promise<void> {
    const id = remoteId.trim();
    if (isSending) return;
    if (id === '') {
      setError(t('Paste the job id first.'));
      field.current?.focus();
      return;
    }
    setSending(true);
    const outcome = await attach(job.id, id);
    setSending(false);
    if (!outcome.ok) setError(told(outcome.failure));
  }

  return (
    <form
      className="flex flex-col gap-1.5 pb-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={t('Job id')}
        value={remoteId}
        error={error}
        inputRef={field}
        onChange={(text) => {
          setRemoteId(text);
          setError(undefined);
        }}
      />
      <Choice
        button={
          <Button variant="primary" type="submit" className="w-28">
            {t('I found it')}
          </Button>
        }
      >
        <ConsoleSentence provider={provider} />
      </Choice>
    </form>
  );
}

/** The link stands where the sentence of the language wants it. */
function ConsoleSentence({ provider }: { provider: ProviderView | undefined }) {
  if (provider === undefined)
    return t('Paste the id from the provider’s console; Conch collects the clip. Sends nothing new.');
  const [before, after] = t('Paste the id from {{console}}; Conch collects the clip. Sends nothing new.', {
    console: linkPlace,
  }).split(linkPlace);
  return (
    <>
      {before}
      <OutLink to={provider.links.console}>{t('{{provider}}’s console', { provider: provider.name })}</OutLink>
      {after}
    </>
  );
}

/** Stands for the link while the sentence is made; no text contains it. */
const linkPlace = '\u0000';

/** An act, and beside it what follows from it. */
export function Choice({ button, children }: { button: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[112px_minmax(0,1fr)] items-center gap-3 py-[7px] text-sm text-ink-2">
      {button}
      <span>{children}</span>
    </div>
  );
}
