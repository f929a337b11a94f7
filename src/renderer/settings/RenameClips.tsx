import { useState } from 'react';
import { renderClipName } from '../../shared/clip-name-template.ts';
import { closeSettings } from '../store/commands.ts';
import { useSession } from '../store/session.ts';
import { useWork } from '../store/work.ts';
import { startRename } from '../store/work-acts.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { sampleClip } from './sample-clip.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** Gives the files of clips that are there already the names that new ones get. */
export function RenameClips() {
  const template = useSession(({ session }) => session?.settings.clipNameTemplate ?? '');
  const hasClips = useSession(({ session }) => (session?.counts.all ?? 0) > 0);
  const isBusy = useWork(({ work }) => work?.state === 'running');
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<string>();

  async function begin(): Promise<void> {
    const outcome = await startRename();
    if (outcome.ok) closeSettings();
    else setError(told(outcome.failure));
  }

  return (
    <>
      <Button
        isDisabled={isBusy || !hasClips}
        onPress={() => {
          setError(undefined);
          setAsking(true);
        }}
      >
        {t('Rename existing clips')}
      </Button>
      <p role="alert" className="text-sm text-state-failed empty:hidden">
        {error}
      </p>
      <Confirm
        isOpen={isAsking}
        title={t('Rename the files of all clips?')}
        confirm={t('Rename')}
        onConfirm={() => void begin()}
        onClose={() => {
          setAsking(false);
        }}
      >
        <p>
          {t('Each gets a name like “{{name}}”, and its description with it.', {
            name: `${renderClipName(template, sampleClip())}-1a2b3c4d.mp4`,
          })}
        </p>
        <p className="mt-2">
          {t('Projects in other programs that use the files will not find them by their old names.')}
        </p>
      </Confirm>
    </>
  );
}
