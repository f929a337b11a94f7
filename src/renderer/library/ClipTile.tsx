import { memo, type CSSProperties } from 'react';
import { dragOut } from '../store/acts.ts';
import { useProvider, useSession } from '../store/session.ts';
import { useWaitOf } from '../store/waits.ts';
import { Star } from '../ui/icons.ts';
import { stateOf } from '../ui/state-word.ts';
import { isChosen } from './chosen.ts';
import { tileStart, type GridMeasures } from './grid-measures.ts';
import { Marked } from './Marked.tsx';
import { metaText, onOneLine, tileName } from './tile-facts.ts';
import { TilePoster } from './TilePoster.tsx';
import { t } from '../texts/index.ts';

export interface ClipTileProps {
  /** Absent while its page is on the way. */
  id: string | undefined;
  now: number;
  /** Place among all clips, from 0. */
  place: number;
  column: number;
  /** Distance from the top of the list, in pixels. */
  top: number;
  measures: GridMeasures;
  /** The one tile that the Tab key reaches. */
  isTabStop: boolean;
  isPlaying: boolean;
  onHover: (id: string | undefined) => void;
}

/** One clip, drawn as a tile; to a reader it is a row with one cell, so that each clip has one name. */
export const ClipTile = memo(function ClipTile(props: ClipTileProps) {
  const { id, now, place, column, top, measures, isTabStop, isPlaying, onHover } = props;
  const job = useSession(({ jobs }) => (id === undefined ? undefined : jobs.get(id)));
  const download = useSession(({ downloads }) => (id === undefined ? undefined : downloads.get(id)));
  const isSelected = useSession(({ selectedId, marked }) => isChosen(id, selectedId, marked));
  const search = useSession(({ foundBy }) => foundBy);
  const canDrag = useSession(({ session }) => session?.abilities.dragOut ?? false);
  const provider = useProvider(job?.request.providerId);
  const wait = useWaitOf(job);
  const style = { insetInlineStart: tileStart(column, measures), top, width: measures.tileWidth };
  if (job === undefined)
    return <Unread place={place} isTabStop={isTabStop} height={measures.posterHeight} style={style} />;
  const providerName = provider?.name ?? job.request.providerId;
  const prompt = onOneLine(job.request.prompt);
  const isDone = job.progress.state === 'done';
  const meta = metaText(job, { providerName, download, wait, now });
  return (
    <div
      role="row"
      data-clip={job.id}
      data-place={place}
      data-tone={stateOf(job).key}
      aria-label={tileName(job, providerName, download)}
      aria-rowindex={place + 1}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      draggable={canDrag && isDone}
      onDragStart={(event) => {
        event.preventDefault();
        void dragOut(job.id);
      }}
      onPointerEnter={() => {
        if (isDone) onHover(job.id);
      }}
      onPointerLeave={() => {
        onHover(undefined);
      }}
      className="group/tile absolute outline-none"
      style={style}
    >
      <div role="gridcell">
        <div className="relative">
          <TilePoster
            job={job}
            download={download}
            isSelected={isSelected}
            isPlaying={isPlaying && isDone}
            height={measures.posterHeight}
          />
          {job.keeping?.favourite === true ? <FavouriteMark /> : null}
        </div>
        <div title={prompt} dir="auto" className="mt-[7px] h-[18px] truncate leading-[18px]">
          <Marked text={prompt} search={search} />
        </div>
        <div title={meta} className="truncate text-sm text-ink-3 tabular-nums">
          {meta}
        </div>
      </div>
    </div>
  );
});

/** The only sign that lies on a finished picture. */
function FavouriteMark() {
  return (
    <span className="pointer-events-none absolute top-2 end-2 grid size-6 place-items-center rounded-token bg-plate text-on-picture">
      <Star size={14} fill="currentColor" aria-hidden />
    </span>
  );
}

/** Stands where a clip will be as soon as its page has come, so that nothing jumps then. */
function Unread({
  place,
  isTabStop,
  height,
  style,
}: {
  place: number;
  isTabStop: boolean;
  height: number;
  style: CSSProperties;
}) {
  return (
    <div
      role="row"
      data-place={place}
      aria-rowindex={place + 1}
      aria-label={t('Being read')}
      aria-busy
      tabIndex={isTabStop ? 0 : -1}
      className="absolute rounded-poster"
      style={style}
    >
      <div role="gridcell" aria-label={t('Being read')}>
        <div className="rounded-poster bg-well" style={{ height }} />
      </div>
    </div>
  );
}
