import { useEffect } from 'react';
import type { JobIn } from '../../shared/job.ts';
import { saveFrame, startFromFrame } from '../frames/frame-acts.ts';
import { offer } from '../store/commands.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { ImageDown, ImagePlay } from '../ui/icons.ts';
import type { Player } from './use-player.ts';
import { t } from '../texts/index.ts';

/** The frame on screen: its number, and what can be made of it. */
export function FrameRow({ job, player }: { job: JobIn<'done'>; player: Player }) {
  const { frame, position } = player;
  /** The very frame that is shown, where its time is known. */
  const choice = { seconds: frame?.seconds ?? position };
  function save(): void {
    player.pause();
    void saveFrame(job, choice);
  }
  function start(): void {
    player.pause();
    startFromFrame(job, choice);
  }
  useEffect(() => offer('save-frame', save));
  useEffect(() => offer('start-from-frame', start));
  return (
    <div className="flex shrink-0 items-center gap-0.5 px-2 pb-1 text-sm text-ink-3 tabular-nums">
      <span className="min-w-0 flex-1 truncate ps-2">
        {frame === undefined
          ? null
          : t('Frame {{frame}} of {{frames}} · {{seconds}} s', {
              frame: frame.index + 1,
              frames: frame.count,
              seconds: frame.seconds.toFixed(3),
            })}
      </span>
      <IconButton name={t('Save frame')} onPress={save}>
        <ImageDown size={16} aria-hidden />
      </IconButton>
      <IconButton name={t('Use this frame as first frame')} onPress={start}>
        <ImagePlay size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
