import { useRef, useState, type ReactNode } from 'react';
import type { Job } from '../../shared/job.ts';
import { attach } from '../store/acts.ts';
import { useProvider } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { OutLink } from './OutLink.tsx';

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
      setError('Paste the job id first.');
      field.current?.focus();
      return;
    }
    setSending(true);
    const outcome = await attach(job.id, id);
    setSending(false);
    if (!outcome.ok) setError(outcome.failure.message);
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
        label="Job id"
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
            I found it
          </Button>
        }
      >
        Paste the id from{' '}
        {provider === undefined ? (
          'the provider’s console'
        ) : (
          <OutLink to={provider.links.console}>{provider.name}’s console</OutLink>
        )}
        ; Conch collects the clip. Sends nothing new.
      </Choice>
    </form>
  );
}

/** An act, and beside it what follows from it. */
export function Choice({ button, children }: { button: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[112px_minmax(0,1fr)] items-center gap-3 py-[7px] text-sm text-ink-2">
      {button}
      <span>{children}</span>
    </div>
  );
}
