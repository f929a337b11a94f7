import { useMemo } from 'react';
import type { JobIn } from '../../../shared/job.ts';
import { media } from '../../store/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Scrub } from '../../ui/Scrub.tsx';
import { Pause, Play, SkipBack, SkipForward, X } from '../../ui/icons.ts';
import { lengthOf } from './chain-view.ts';
import { useChainPlayer, type ChainPlayer as Player, type Slot } from './use-chain-player.ts';
import { t } from '../../texts/index.ts';
import { seconds } from '../../texts/format.ts';

/** The chain as one film. */
export function ChainPlayer({ clips, onClose }: { clips: readonly JobIn<'done'>[]; onClose: () => void }) {
  return (
    <Dialog name={t('Chain')} shape="stage" isOpen onClose={onClose}>
      <Film clips={clips} onClose={onClose} />
    </Dialog>
  );
}

function Film({ clips, onClose }: { clips: readonly JobIn<'done'>[]; onClose: () => void }) {
  // A clip that is told of anew while the film runs is still the same file.
  const ids = clips.map(({ id }) => id).join();
  const sources = useMemo(() => ids.split(',').map((id) => media('clips', id)), [ids]);
  const lengths = clips.map(lengthOf);
  const [[even, odd], player] = useChainPlayer(sources, lengths);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 items-center gap-3 py-2.5 ps-5 pe-3">
        <h2 className="font-semibold">{t('Chain')}</h2>
        <p role="status" className="min-w-0 flex-1 truncate text-sm text-ink-3 tabular-nums">
          {player.hasEnded
            ? t('Played to the end')
            : t('Clip {{place}} of {{clips}}', { place: player.index + 1, clips: clips.length })}
        </p>
        <IconButton name={t('Close')} onPress={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <div className="relative min-h-0 flex-1 bg-black">
        {([0, 1] as const).map((slot: Slot) => (
          // oxlint-disable-next-line jsx-a11y/media-has-caption -- the clips are made without speech and come without captions
          <video
            key={slot}
            ref={slot === 0 ? even : odd}
            playsInline
            preload="auto"
            aria-hidden={player.index % 2 !== slot}
            onClick={player.toggle}
            className={`absolute inset-0 size-full object-contain ${player.index % 2 === slot ? '' : 'invisible'}`}
          />
        ))}
        {player.brokenIndex === undefined ? null : (
          <p role="alert" className="absolute inset-0 grid place-items-center bg-well px-6 text-center">
            {t('Clip {{place}} cannot be played here. The button “Next clip” passes over it.', {
              place: player.brokenIndex + 1,
            })}
          </p>
        )}
      </div>
      <Controls player={player} clips={clips.length} />
    </div>
  );
}

function Controls({ player, clips }: { player: Player; clips: number }) {
  const { isPlaying, index, position, length } = player;
  return (
    <div className="flex shrink-0 items-center gap-0.5 px-3 py-2">
      <IconButton name={isPlaying ? t('Pause') : t('Play')} autoFocus onPress={player.toggle}>
        {isPlaying ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
      </IconButton>
      <IconButton
        name={t('Previous clip')}
        isDisabled={index === 0}
        onPress={() => {
          player.skip(-1);
        }}
      >
        <SkipBack size={14} aria-hidden className="rtl:-scale-x-100" />
      </IconButton>
      <IconButton
        name={t('Next clip')}
        isDisabled={index === clips - 1}
        onPress={() => {
          player.skip(1);
        }}
      >
        <SkipForward size={14} aria-hidden className="rtl:-scale-x-100" />
      </IconButton>
      <Scrub name={t('Position in the chain')} position={position} length={length} step={0.1} onSeek={player.seek} />
      <span className="shrink-0 text-sm text-ink-2 tabular-nums">
        {t('{{part}} of {{whole}}', { part: position.toFixed(1), whole: seconds(length) })}
      </span>
    </div>
  );
}
