import { useState } from 'react';
import { libraryFolderPatch } from '../settings/settings-patch.ts';
import { updateSettings } from '../store/acts.ts';
import { closeSettings } from '../store/commands.ts';
import { startMove } from '../store/work-acts.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Segments } from '../ui/Segments.tsx';
import { PathField } from './PathField.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** Another library folder: with all clips, or only for new ones. */
export function LibraryFolderDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [folder, setFolder] = useState('');
  const [how, setHow] = useState<'move' | 'use'>('move');
  const [error, setError] = useState<string>();

  async function begin(): Promise<void> {
    const path = folder.trim();
    if (path === '' && how === 'move') {
      setError(t('Say which folder it is to be.'));
      return;
    }
    const outcome = how === 'move' ? await startMove(path) : await updateSettings(libraryFolderPatch(path));
    // How far a move is stands above the library.
    if (outcome.ok && how === 'move') closeSettings();
    else if (outcome.ok) onClose();
    else setError(told(outcome.failure));
  }

  return (
    <Dialog name={t('Change the library folder')} isOpen={isOpen} onClose={onClose}>
      <div className="flex min-w-0 flex-1 flex-col gap-4 overflow-y-auto p-6">
        <h2 className="text-lg font-semibold">{t('Change the library folder')}</h2>
        <PathField
          label={t('New folder')}
          help={t('A full path on the computer that runs Conch.')}
          value={folder}
          error={error}
          onChange={(path) => {
            setFolder(path);
            setError(undefined);
          }}
        />
        <Segments
          label={t('Clips that you have')}
          segments={[
            { value: 'move', name: t('Move them there') },
            { value: 'use', name: t('Leave them') },
          ]}
          value={how}
          onChange={setHow}
        />
        <p className="text-sm text-ink-2">
          {how === 'move'
            ? t(
                'The folder must be empty. Each clip is copied, compared and only then taken away from the old place; you can go on working meanwhile, and stop at any time.',
              )
            : t(
                'Only new clips are saved there. Conch goes on finding the others where they are. Leave the field empty to go back to the usual folder.',
              )}
        </p>
        <div className="flex justify-end gap-2">
          <Button size={32} onPress={onClose}>
            {t('Cancel')}
          </Button>
          <Button size={32} variant="primary" onPress={() => void begin()}>
            {how === 'move' ? t('Move the library') : t('Use this folder')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
