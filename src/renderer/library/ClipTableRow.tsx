import { memo, type CSSProperties } from 'react';
import type { Job } from '../../shared/job.ts';
import { media, useProvider, useSession } from '../store/session.ts';
import { Star } from '../ui/icons.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { stateOf } from '../ui/state-word.ts';
import { isChosen } from './chosen.ts';
import { Marked } from './Marked.tsx';
import type { TableColumn } from './table-columns.ts';
import { onOneLine, tileName } from './tile-facts.ts';
import { t } from '../texts/index.ts';

/** In pixels. */
export const tableRowHeight = 44;

export interface ClipTableRowProps {
  /** Absent while its page is on the way. */
  id: string | undefined;
  place: number;
  top: number;
  tracks: string;
  columns: readonly TableColumn[];
  now: number;
  isTabStop: boolean;
}

export const ClipTableRow = memo(function ClipTableRow(props: ClipTableRowProps) {
  const { id, place, top, tracks, columns, now, isTabStop } = props;
  const job = useSession(({ jobs }) => (id === undefined ? undefined : jobs.get(id)));
  const download = useSession(({ downloads }) => (id === undefined ? undefined : downloads.get(id)));
  const isSelected = useSession(({ selectedId, marked }) => isChosen(id, selectedId, marked));
  const search = useSession(({ foundBy }) => foundBy);
  const provider = useProvider(job?.request.providerId);
  const style: CSSProperties = { top, height: tableRowHeight, gridTemplateColumns: tracks };
  if (job === undefined) return <Unread place={place} isTabStop={isTabStop} style={style} />;
  const providerName = provider?.name ?? job.request.providerId;
  const modelName = provider?.models.find((model) => model.id === job.request.modelId)?.name ?? job.request.modelId;
  const state = stateOf(job).key;
  return (
    <div
      role="row"
      data-clip={job.id}
      data-place={place}
      data-tone={state}
      aria-label={tileName(job, providerName, download)}
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      className={`absolute inset-x-0 grid items-center gap-3 border-b border-line ps-2 outline-offset-[-2px] focus-visible:outline-2 focus-visible:outline-focus ${
        isSelected ? 'bg-accent-soft' : 'hover:over-hover'
      }`}
      style={style}
    >
      <div role="gridcell" className="flex min-w-0 items-center gap-3">
        <Thumbnail job={job} />
        <span dir="auto" className="truncate" title={onOneLine(job.request.prompt)}>
          <Marked text={onOneLine(job.request.prompt)} search={search} />
        </span>
        {job.keeping?.favourite === true ? (
          <Star size={14} fill="currentColor" className="pointer-events-none shrink-0 text-ink-2" aria-hidden />
        ) : null}
      </div>
      {columns.map((column) => {
        const text = column.text(job, { providerName, modelName, download, now });
        return (
          <div
            key={column.name}
            role="gridcell"
            title={text}
            className={`truncate text-sm text-ink-2 tabular-nums ${column.isNumber === true ? 'text-end' : ''}`}
          >
            {column.hasMark === true ? (
              <StateMark state={state} size={14} className="pointer-events-none me-1.5 inline text-(--c)" />
            ) : null}
            {text}
          </div>
        );
      })}
    </div>
  );
});

function Thumbnail({ job }: { job: Job }) {
  const hasPoster = job.progress.state === 'done' && job.progress.asset.poster;
  return (
    <span className="pointer-events-none h-8 w-14 shrink-0 overflow-hidden rounded-token bg-well">
      {hasPoster ? (
        <img src={media('posters', job.id)} alt="" draggable={false} className="size-full object-cover" />
      ) : null}
    </span>
  );
}

function Unread({ place, isTabStop, style }: { place: number; isTabStop: boolean; style: CSSProperties }) {
  return (
    <div
      role="row"
      data-place={place}
      tabIndex={isTabStop ? 0 : -1}
      aria-rowindex={place + 2}
      aria-label={t('Being read')}
      aria-busy
      className="absolute inset-x-0 grid items-center border-b border-line ps-2"
      style={style}
    >
      <div role="gridcell" aria-label={t('Being read')}>
        <div className="h-8 w-14 rounded-token bg-well" />
      </div>
    </div>
  );
}
