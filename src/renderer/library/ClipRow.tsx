import { memo } from 'react';
import { useProvider, useSession } from '../store/session.ts';
import { stateOf } from '../ui/state-word.ts';
import { tileLeft, type GridMeasures } from './grid-measures.ts';
import { metaText, onOneLine, tileName } from './tile-facts.ts';
import { TilePoster } from './TilePoster.tsx';

export interface ClipRowProps {
  id: string;
  now: number;
  /** Place among all clips, from 1. */
  place: number;
  column: number;
  /** Distance from the top of the list, in pixels. */
  top: number;
  measures: GridMeasures;
  isSelected: boolean;
  /** The one tile that the Tab key reaches. */
  isTabStop: boolean;
  isPlaying: boolean;
  onHover: (id: string | undefined) => void;
}

/** One clip, drawn as a tile; to a reader it is a row with one cell, so that each clip has one name. */
export const ClipRow = memo(function ClipRow(props: ClipRowProps) {
  const { id, now, place, column, top, measures, isSelected, isTabStop, isPlaying, onHover } = props;
  const job = useSession(({ jobs }) => jobs.get(id));
  const download = useSession(({ downloads }) => downloads.get(id));
  const provider = useProvider(job?.request.providerId);
  if (job === undefined) return null;
  const providerName = provider?.name ?? job.request.providerId;
  const prompt = onOneLine(job.request.prompt);
  const isDone = job.progress.state === 'done';
  return (
    <div
      role="row"
      data-clip={id}
      data-tone={stateOf(job).key}
      aria-label={tileName(job, providerName, download)}
      aria-rowindex={place}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      onPointerEnter={() => {
        if (isDone) onHover(id);
      }}
      onPointerLeave={() => {
        onHover(undefined);
      }}
      className="group/tile absolute outline-none"
      style={{ left: tileLeft(column, measures), top, width: measures.tileWidth }}
    >
      <div role="gridcell">
        <TilePoster
          job={job}
          download={download}
          isSelected={isSelected}
          isPlaying={isPlaying && isDone}
          height={measures.posterHeight}
        />
        <div title={prompt} className="mt-[7px] h-[18px] truncate leading-[18px]">
          {prompt}
        </div>
        <div className="truncate text-sm text-ink-3 tabular-nums">{metaText(job, { providerName, download, now })}</div>
      </div>
    </div>
  );
});
