import type { Job } from '../../shared/job.ts';
import { useProvider } from '../store/session.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Copy } from '../ui/icons.ts';
import { clipFacts, type Fact } from './clip-facts.ts';
import { copyText } from './copying.ts';
import { FirstFrameNotes, FirstFrameThumb } from './FirstFrameFact.tsx';
import { t } from '../texts/index.ts';

/** What is known about a clip, as names and values. */
export function Facts({ job, now }: { job: Job; now: number }) {
  const provider = useProvider(job.request.providerId);
  return (
    <dl className="grid grid-cols-[92px_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm leading-[18px] tabular-nums">
      {clipFacts(job, provider, now).map((fact) => (
        <FactRow key={fact.name} fact={fact} job={job} />
      ))}
    </dl>
  );
}

function FactRow({ fact, job }: { fact: Fact; job: Job }) {
  const { name, text, note, code = false, copyable = false } = fact;
  return (
    <>
      <dt className="text-ink-3">{t(name)}</dt>
      <dd className="flex min-w-0 items-start gap-1">
        <div className="min-w-0 flex-1">
          {name === 'First frame' ? <FirstFrameThumb job={job} /> : null}
          <span data-selectable dir="auto" className={`break-words ${code ? 'font-mono text-[11.5px] break-all' : ''}`}>
            {text}
          </span>
          {note === undefined ? null : <span className="block text-ink-3">{note}</span>}
          {name === 'First frame' ? <FirstFrameNotes job={job} /> : null}
        </div>
        {copyable ? (
          <IconButton
            name={t('Copy job id')}
            size={24}
            className="-my-[3px]"
            onPress={() => {
              void copyText(text, t('Job id copied.'));
            }}
          >
            <Copy size={14} aria-hidden />
          </IconButton>
        ) : null}
      </dd>
    </>
  );
}
