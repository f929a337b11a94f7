import type { JobIn } from '../../shared/job.ts';
import { startFromFrame } from '../frames/frame-acts.ts';
import type { FrameChoice } from '../frames/frame-messages.ts';
import { Button } from '../ui/Button.tsx';
import { Image } from '../ui/icons.ts';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import type { Player } from './use-player.ts';
import { t } from '../texts/index.ts';

/** "Use as first frame": which of the clip's frames the next clip starts from. Its settings stay out of it. */
export function FrameMenu({ job, player }: { job: JobIn<'done'>; player: Player }) {
  function take(choice: FrameChoice): void {
    player.pause();
    startFromFrame(job, choice);
  }
  return (
    <Menu
      trigger={
        <Button variant="quiet">
          <Image size={16} aria-hidden />
          {t('Use as first frame')}
        </Button>
      }
    >
      <MenuItem
        name={t('First frame of this clip')}
        onAction={() => {
          take('first');
        }}
      />
      <MenuItem
        name={t('Last frame of this clip')}
        onAction={() => {
          take('last');
        }}
      />
      <MenuItem
        name={t('The frame on screen')}
        onAction={() => {
          take({ seconds: player.frame?.seconds ?? player.position });
        }}
      />
    </Menu>
  );
}
