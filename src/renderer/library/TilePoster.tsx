import { useEffect, useState } from 'react';
import type { Job } from '../../shared/job.ts';
import { wantPoster } from '../store/lost-posters.ts';
import { media, type Download } from '../store/session.ts';
import { Mark } from '../ui/Mark.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { stateOf } from '../ui/state-word.ts';
import { stateText, truePercent } from './tile-facts.ts';

export interface TilePosterProps {
  job: Job;
  download: Download | undefined;
  isSelected: boolean;
  isPlaying: boolean;
  height: number;
}

/** The picture of a clip, or a well with the faint mark; what it is up to stands on it only while it is not done. */
export function TilePoster({ job, download, isSelected, isPlaying, height }: TilePosterProps) {
  /** When the clip whose picture did not load had changed last: a change is another chance, a new poster among them. */
  const [brokenAt, setBrokenAt] = useState<number>();
  useEffect(() => {
    if (isSelected) setBrokenAt(undefined);
  }, [isSelected]);
  const { key } = stateOf(job);
  const source = pictureOf(job);
  const hasPicture = source !== undefined && brokenAt !== job.updatedAt;
  function onBroken(): void {
    setBrokenAt(job.updatedAt);
    if (job.progress.state === 'done') wantPoster(job.id);
  }
  const isDone = key === 'done';
  const percent = truePercent(job, download);
  return (
    // What lies on it comes and goes with the clip: a press must begin and end on what stays.
    <div
      className={`relative overflow-hidden rounded-poster bg-well outline-offset-2 *:pointer-events-none group-focus-visible/tile:outline-2 group-focus-visible/tile:outline-focus ${
        isSelected ? 'outline-2 outline-accent' : ''
      }`}
      style={{ height }}
    >
      {hasPicture ? <Picture key={source} source={source} onBroken={onBroken} /> : <FaintMark />}
      {isPlaying ? <HoverVideo source={media('clips', job.id)} /> : null}
      {hasPicture && !isDone ? <div className="absolute inset-0 bg-picture-dim" /> : null}
      {hasPicture ? (
        isDone ? null : (
          <Plate text={stateText(job, download)} state={key} />
        )
      ) : (
        <Word text={stateText(job, download)} state={key} />
      )}
      {percent === undefined ? null : <Bar percent={percent} />}
      <div
        className={`pointer-events-none absolute inset-0 rounded-[inherit] ${
          key === 'attention'
            ? '[box-shadow:inset_0_0_0_1.5px_color-mix(in_srgb,var(--c)_75%,transparent)]'
            : '[box-shadow:inset_0_0_0_1px_var(--picture-line)]'
        }`}
      />
    </div>
  );
}

/** A finished clip shows its poster; one on its way its first frame, where there is one on this disk. */
function pictureOf({ id, request, progress }: Job): string | undefined {
  if (progress.state === 'done') return progress.asset.poster ? media('posters', id) : undefined;
  const isOnItsWay =
    progress.state === 'submitting' || progress.state === 'waiting' || progress.state === 'downloading';
  if (!isOnItsWay && progress.state !== 'queued') return undefined;
  return request.firstFrame?.kind === 'picture' ? media('pictures', request.firstFrame.picture.id) : undefined;
}

function Picture({ source, onBroken }: { source: string; onBroken: () => void }) {
  const [isLoaded, setLoaded] = useState(false);
  return (
    <img
      src={source}
      alt=""
      draggable={false}
      onLoad={() => {
        setLoaded(true);
      }}
      onError={onBroken}
      className={`absolute inset-0 size-full object-cover transition-opacity duration-(--motion-2) ${isLoaded ? '' : 'opacity-0'}`}
    />
  );
}

function HoverVideo({ source }: { source: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <video
      src={source}
      muted
      autoPlay
      loop
      playsInline
      tabIndex={-1}
      aria-hidden
      onPlaying={() => {
        setShown(true);
      }}
      className={`absolute inset-0 size-full object-cover ${isShown ? '' : 'opacity-0'}`}
    />
  );
}

function FaintMark() {
  return (
    <div className="absolute inset-0 grid place-items-center pb-2.5 text-ink-1">
      <Mark size={52} className="opacity-[0.07]" />
    </div>
  );
}

interface StateProps {
  text: string;
  state: ReturnType<typeof stateOf>['key'];
}

function Plate({ text, state }: StateProps) {
  return (
    <span className="absolute bottom-3 start-2 inline-flex h-5 items-center gap-[5px] rounded-token bg-plate px-[7px] text-xs font-medium whitespace-nowrap text-on-picture tabular-nums">
      <StateMark state={state} size={14} className="text-(--p)" />
      {text}
    </span>
  );
}

function Word({ text, state }: StateProps) {
  return (
    <span className="absolute bottom-[9px] start-2.5 inline-flex items-center gap-1.5 text-sm font-medium text-(--c) tabular-nums">
      <StateMark state={state} size={14} />
      {text}
    </span>
  );
}

/** Moves evenly between two reports. */
function Bar({ percent }: { percent: number }) {
  return (
    <div className="absolute inset-x-0 bottom-0 h-1 bg-picture-bar">
      <div
        className="h-full bg-(--p) transition-[width] duration-500 ease-linear motion-reduce:transition-none"
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
