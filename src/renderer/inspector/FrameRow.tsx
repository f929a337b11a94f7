import type { JobIn } from '../../shared/job.ts';
import { saveFrame, startFromFrame } from '../frames/frame-acts.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { ImageDown, ImagePlay } from '../ui/icons.ts';
import type { Player } from './use-player.ts';

/** The frame on screen: its number, and what can be made of it. */
export function FrameRow({ job, player }: { job: JobIn<'done'>; player: Player }) {
  const { frame, position } = player;
  /** The very frame that is shown, where its time is known. */
  const choice = { seconds: frame?.seconds ?? position };
  return (
    <div className="flex shrink-0 items-center gap-0.5 px-2 pb-1 text-sm text-ink-3 tabular-nums">
      <span className="min-w-0 flex-1 truncate pl-2">
        {frame === undefined ? null : `Frame ${frame.index + 1} of ${frame.count} · ${frame.seconds.toFixed(3)} s`}
      </span>
      <IconButton
        name="Save frame"
        onPress={() => {
          player.pause();
          void saveFrame(job, choice);
        }}
      >
        <ImageDown size={16} aria-hidden />
      </IconButton>
      <IconButton
        name="Use this frame as first frame"
        onPress={() => {
          player.pause();
          startFromFrame(job, choice);
        }}
      >
        <ImagePlay size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
