import { useState } from 'react';
import { chooseSave, startExport } from '../store/work-acts.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Segments } from '../ui/Segments.tsx';
import { PathField } from './PathField.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

export interface ExportDialogProps {
  ids: readonly string[];
  isOpen: boolean;
  onClose: () => void;
}

/** Copies of clips to take elsewhere, with a list for spreadsheets and one for programs. */
export function ExportDialog({ ids, isOpen, onClose }: ExportDialogProps) {
  const isBrowser = useSession(({ session }) => session?.host === 'browser');
  const [kind, setKind] = useState<'zip' | 'folder'>('zip');
  const [folder, setFolder] = useState('');
  const [error, setError] = useState<string>();
  /** The system asks where the archive goes. */
  const isSaved = useSession(({ session }) => session?.abilities.chooseFolder ?? false) && kind === 'zip';
  const mayBeEmpty = isBrowser && kind === 'zip';

  async function begin(): Promise<void> {
    if (isSaved) {
      const file = await chooseSave(t('Conch clips.zip'));
      if (file !== undefined) await start({ ids: [...ids], kind, file });
      return;
    }
    const path = folder.trim();
    if (path === '' && !mayBeEmpty) {
      setError(t('Say which folder the clips are to be copied to.'));
      return;
    }
    await start({ ids: [...ids], kind, ...(path !== '' && { folder: path }) });
  }

  async function start(input: Parameters<typeof startExport>[0]): Promise<void> {
    const outcome = await startExport(input);
    if (outcome.ok) onClose();
    else setError(told(outcome.failure));
  }

  return (
    <Dialog name={t('Export clips')} isOpen={isOpen} onClose={onClose}>
      <div className="flex min-w-0 flex-1 flex-col gap-4 overflow-y-auto p-6">
        <h2 className="text-lg font-semibold">
          {ids.length === 1 ? t('Export this clip') : t('Export {{count, number}} clips', { count: ids.length })}
        </h2>
        <p className="text-ink-2">
          {t(
            'Clips, what they were made with, their first frames, and a list of them all (CSV and JSON). Your library stays as it is.',
          )}
        </p>
        <Segments
          label={t('As')}
          segments={[
            { value: 'zip', name: t('ZIP archive') },
            { value: 'folder', name: t('Folder') },
          ]}
          value={kind}
          onChange={setKind}
        />
        {isSaved ? null : (
          <PathField
            label={t('Folder')}
            help={
              mayBeEmpty
                ? t(
                    'A full path on the computer that runs Conch. Leave it empty to save the archive through the browser.',
                  )
                : t('A full path on the computer that runs Conch, outside of your library.')
            }
            value={folder}
            error={error}
            onChange={(path) => {
              setFolder(path);
              setError(undefined);
            }}
          />
        )}
        {isSaved ? (
          <p role="alert" className="text-sm text-state-failed empty:hidden">
            {error}
          </p>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button size={32} onPress={onClose}>
            {t('Cancel')}
          </Button>
          <Button size={32} variant="primary" onPress={() => void begin()}>
            {t('Export')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
