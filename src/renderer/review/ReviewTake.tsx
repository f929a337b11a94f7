import type { Ref } from 'react';
import type { ProviderView } from '../../shared/contract.ts';
import type { Job } from '../../shared/job.ts';
import { shortCost } from '../money/clip-cost.ts';
import { media, useProvider } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { Keys } from '../ui/Keys.tsx';
import { Star } from '../ui/icons.ts';
import { t } from '../texts/index.ts';
import { seconds } from '../texts/format.ts';

export interface ReviewTakeProps {
  /** Undefined when the clip has gone meanwhile. */
  job: Job | undefined;
  place: number;
  video: Ref<HTMLVideoElement>;
  isCurrent: boolean;
  isCut: boolean;
  onCurrent: () => void;
  onKeep: () => void;
  onCut: () => void;
}

/** One take: the picture as large as it fits, and beneath it where it came from and what becomes of it. */
export function ReviewTake({ job, place, video, isCurrent, isCut, onCurrent, onKeep, onCut }: ReviewTakeProps) {
  const provider = useProvider(job?.request.providerId);
  if (job === undefined)
    return <li className="grid place-items-center rounded-poster bg-well text-ink-3">{t('This clip is gone.')}</li>;
  const isKept = job.keeping?.favourite === true;
  return (
    <li className="flex min-h-0 min-w-0 flex-col" aria-label={takeName(place + 1, { isCut, isKept })}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- the keys 1 to 4 do the same */}
      <div
        onClick={onCurrent}
        className={`relative min-h-0 flex-1 overflow-hidden rounded-poster bg-black outline-offset-2 ${isCurrent ? 'outline-2 outline-accent' : ''}`}
      >
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the clips are made without speech and come without captions */}
        <video
          ref={video}
          src={media('clips', job.id)}
          muted={!isCurrent}
          playsInline
          preload="auto"
          className={`absolute inset-0 size-full object-contain ${isCut ? 'opacity-40 grayscale' : ''}`}
        />
      </div>
      <div className="flex h-9 shrink-0 items-center gap-2">
        <Keys>{String(place + 1)}</Keys>
        <span className="min-w-0 flex-1 truncate text-sm text-ink-2 tabular-nums">{factsOf(job, provider)}</span>
        {isCut ? (
          <>
            <span className="text-sm text-ink-3">{t('Cut', { context: 'state' })}</span>
            <Button variant="quiet" onPress={onCut}>
              {t('Undo')}
            </Button>
          </>
        ) : (
          <>
            <Button variant={isKept ? 'secondary' : 'quiet'} aria-pressed={isKept} onPress={onKeep}>
              <Star size={14} aria-hidden fill={isKept ? 'currentColor' : 'none'} />
              {isKept ? t('Kept') : t('Keep')}
            </Button>
            <Button variant="quiet" onPress={onCut}>
              {t('Cut')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

function takeName(take: number, { isCut, isKept }: { isCut: boolean; isKept: boolean }): string {
  if (isCut) return t('Take {{take}}, cut', { take });
  return isKept ? t('Take {{take}}, kept', { take }) : t('Take {{take}}', { take });
}

/** Provider, what it cost or is thought to have cost, and how long it took. */
function factsOf(job: Job, provider: ProviderView | undefined): string {
  const { request, progress } = job;
  const facts = [provider?.name ?? request.providerId, shortCost(job, provider)];
  if (progress.state === 'done') {
    const { timing, acceptedAt, finishedAt, asset } = progress;
    facts.push(t('took {{timeMs, duration}}', { timeMs: timing?.readyMs ?? finishedAt - acceptedAt }));
    if (asset.durationSeconds !== undefined) facts.push(seconds(asset.durationSeconds));
  }
  return facts.join(' · ');
}
