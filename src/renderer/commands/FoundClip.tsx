import { isIn, type Job } from '../../shared/job.ts';
import { Marked } from '../library/Marked.tsx';
import { onOneLine } from '../library/tile-facts.ts';
import { media } from '../store/session.ts';
import { factsOf, moment } from '../texts/format.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { stateOf } from '../ui/state-word.ts';

/** A clip among the commands: its picture, its prompt, its state and when it was made. */
export function FoundClip({ job, text }: { job: Job; text: string }) {
  const state = stateOf(job);
  const hasPoster = isIn(job, 'done') && job.progress.asset.poster;
  return (
    <>
      <span
        data-tone={state.key}
        className="grid h-[25px] w-11 shrink-0 place-items-center overflow-hidden rounded-token bg-well text-(--c)"
      >
        {hasPoster ? (
          <img src={media('posters', job.id)} alt="" className="size-full object-cover" />
        ) : (
          <StateMark state={state.key} size={14} />
        )}
      </span>
      <span dir="auto" className="min-w-0 flex-1 truncate">
        <Marked text={onOneLine(job.request.prompt)} search={text} />
      </span>
      <span className="shrink-0 text-sm text-ink-3">{factsOf([state.word, moment(job.createdAt)])}</span>
    </>
  );
}
