import type { JobIn } from '../../shared/job.ts';
import { KeepingFields } from '../keeping/KeepingFields.tsx';
import { ReviewButton } from '../review/ReviewButton.tsx';
import { fetchAgain, openClip, select } from '../store/acts.ts';
import { media, useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { X } from '../ui/icons.ts';
import { ActRow } from './ActRow.tsx';
import type { FileState } from './applicable-acts.ts';
import { Chain } from './chain/Chain.tsx';
import { Facts } from './Facts.tsx';
import { FrameMenu } from './FrameMenu.tsx';
import { FrameRow } from './FrameRow.tsx';
import { PromptText } from './PromptText.tsx';
import { Rule } from './Rule.tsx';
import { StateLine } from './StateLine.tsx';
import { Transport } from './Transport.tsx';
import { usePlayer } from './use-player.ts';
import { key, t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** A finished clip: the player stays, everything else scrolls below it. */
export function DoneCase({ job, now }: { job: JobIn<'done'>; now: number }) {
  const [video, player] = usePlayer(media('clips', job.id));
  const { file } = player;
  const isReadOnly = useSession(({ session }) => session?.readOnly !== undefined);
  const isBroken = file === 'missing' || file === 'unplayable' || file === 'unreachable';
  return (
    <>
      <div className="relative aspect-video shrink-0 bg-black">
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the clips are made without speech and come without captions */}
        <video
          ref={video}
          loop={player.isLooping}
          playsInline
          preload="auto"
          {...(job.progress.asset.poster && { poster: media('posters', job.id) })}
          onClick={player.toggle}
          className={`size-full object-contain ${isBroken ? 'invisible' : ''}`}
        />
        {isBroken ? <Broken job={job} file={file} /> : null}
        <IconButton
          name={t('Close')}
          variant="plate"
          className="absolute top-2 end-2"
          onPress={() => {
            select(undefined);
          }}
        >
          <X size={14} aria-hidden />
        </IconButton>
      </div>
      {isBroken ? null : (
        <>
          <Transport player={player} />
          <FrameRow job={job} player={player} />
        </>
      )}
      <div className="flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto px-4 pt-1 pb-4">
        <StateLine job={job} now={now} />
        <PromptText prompt={job.request.prompt} />
        <ActRow
          job={job}
          file={file}
          without={file === 'missing' ? ['download-again'] : file === 'unplayable' ? ['open'] : []}
        >
          {isBroken ? null : <FrameMenu job={job} player={player} />}
          <ReviewButton job={job} />
        </ActRow>
        <Chain job={job} />
        <Rule />
        <div inert={isReadOnly}>
          <KeepingFields job={job} />
        </div>
        <Rule />
        <Facts job={job} now={now} />
      </div>
    </>
  );
}

const brokenWords: Record<
  Extract<FileState, 'missing' | 'unplayable' | 'unreachable'>,
  { title: string; line: string }
> = {
  missing: {
    title: key('The file is gone from the folder'),
    line: key('It may have been moved or deleted. The provider may still have it.'),
  },
  unplayable: {
    title: key('This clip cannot be played here'),
    line: key('The file is on your disk. Another player may be able to open it.'),
  },
  unreachable: {
    title: key('The clip cannot be read at the moment'),
    line: key('Close it and open it again in a few seconds.'),
  },
};

function Broken({ job, file }: { job: JobIn<'done'>; file: keyof typeof brokenWords }) {
  const { title, line } = brokenWords[file];
  const canOpen = useSession(({ session }) => session?.abilities.openClip ?? false);
  /** What came of fetching it anew, where that was tried. */
  const tried = file === 'missing' ? job.progress.lastFailure : undefined;
  return (
    <div
      role="alert"
      className="absolute inset-0 flex flex-col items-center justify-center gap-1 bg-well px-6 text-center"
    >
      <p className="font-semibold">{t(title)}</p>
      <p className="text-sm text-ink-2">{tried === undefined ? t(line) : told(tried)}</p>
      {file === 'missing' ? (
        <Button className="mt-2" variant="primary" onPress={() => void fetchAgain(job.id)}>
          {t('Download again')}
        </Button>
      ) : null}
      {file === 'unplayable' && canOpen ? (
        <Button className="mt-2" variant="primary" onPress={() => void openClip(job.id)}>
          {t('Open in a player')}
        </Button>
      ) : null}
    </div>
  );
}
