import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { JobChain } from '../../../shared/contract.ts';
import { isIn, type Job } from '../../../shared/job.ts';
import { show } from '../../store/acts.ts';
import { media } from '../../store/session.ts';
import { stateOf } from '../../ui/state-word.ts';
import { t } from '../../texts/index.ts';
import { factsOf } from '../../texts/format.ts';

const thumb = 'block h-9 w-16 rounded-[5px] bg-well object-cover';

/** Picture and clips in the direction of reading, in order of making; the current one is kept in view. */
export function ChainStrip({ chain: { jobs, missingId }, currentId }: { chain: JobChain; currentId: string }) {
  const startsFrom = jobs[0]?.request.firstFrame;
  return (
    <ol className="relative -m-1 flex overflow-x-auto p-1 [scrollbar-width:thin]">
      {missingId !== undefined ? (
        <Place caption={t('Missing')}>
          <div
            role="img"
            aria-label={t('The clip before is not in the library any more')}
            className="h-9 w-16 rounded-[5px] border border-dashed border-line-control"
          />
        </Place>
      ) : startsFrom?.kind === 'picture' ? (
        <Place caption={t('Picture')}>
          <img
            src={media('pictures', startsFrom.picture.id)}
            alt={t('Where the chain starts from')}
            className={thumb}
          />
        </Place>
      ) : null}
      {jobs.map((job, index) => (
        <Place
          key={job.id}
          caption={job.id === currentId ? t('This clip') : factsOf([String(index + 1), stateOf(job).word])}
          isStrong={job.id === currentId}
        >
          <ClipButton
            job={job}
            name={t('Clip {{place}} of {{clips}}', { place: index + 1, clips: jobs.length })}
            isCurrent={job.id === currentId}
          />
        </Place>
      ))}
    </ol>
  );
}

/** One place in the strip; a short line joins it to the one before. */
function Place({ caption, isStrong = false, children }: { caption: string; isStrong?: boolean; children: ReactNode }) {
  return (
    <li className="flex shrink-0 not-first:before:mt-[18px] not-first:before:h-px not-first:before:w-3.5 not-first:before:bg-line-control">
      <div className="flex w-[76px] flex-col items-center gap-1 px-1.5">
        {children}
        <span
          aria-hidden
          className={`max-w-full truncate text-sm tabular-nums ${isStrong ? 'text-ink-1' : 'text-ink-3'}`}
        >
          {caption}
        </span>
      </div>
    </li>
  );
}

function ClipButton({ job, name, isCurrent }: { job: Job; name: string; isCurrent: boolean }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const place = button.current?.closest('li');
    const strip = place?.parentElement;
    // Only sideways: the panel itself stays where the person has scrolled it.
    if (isCurrent && place && strip) strip.scrollLeft = place.offsetLeft - (strip.clientWidth - place.offsetWidth) / 2;
  }, [isCurrent]);
  const hasPoster = isIn(job, 'done') && job.progress.asset.poster;
  return (
    <Button
      ref={button}
      aria-label={t('{{place}}: {{prompt}}, {{state}}', {
        place: name,
        prompt: job.request.prompt,
        state: stateOf(job).word,
      })}
      {...(isCurrent && { 'aria-current': 'true' as const })}
      onPress={() => {
        void show(job.id);
      }}
      className={`rounded-[5px] outline-offset-2 focus-visible:outline-2 focus-visible:outline-focus ${isCurrent ? 'outline-2 outline-accent' : ''}`}
    >
      {hasPoster ? <img src={media('posters', job.id)} alt="" className={thumb} /> : <span className={thumb} />}
    </Button>
  );
}
