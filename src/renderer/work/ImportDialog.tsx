import { useState } from 'react';
import { closeSettings } from '../store/commands.ts';
import { startImport } from '../store/work-acts.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Switch } from '../ui/Switch.tsx';
import { PathField } from './PathField.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** Takes clips in from another library. */
export function ImportDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [path, setPath] = useState('');
  const [includeForeign, setIncludeForeign] = useState(false);
  const [error, setError] = useState<string>();

  async function begin(): Promise<void> {
    if (path.trim() === '') {
      setError(t('Say which archive or folder is to be taken in.'));
      return;
    }
    const outcome = await startImport({ path: path.trim(), includeForeign });
    // How far it is stands above the library.
    if (!outcome.ok) {
      setError(told(outcome.failure));
      return;
    }
    onClose();
    closeSettings();
  }

  return (
    <Dialog name={t('Import clips')} isOpen={isOpen} onClose={onClose}>
      <div className="flex min-w-0 flex-1 flex-col gap-4 overflow-y-auto p-6">
        <h2 className="text-lg font-semibold">{t('Import clips')}</h2>
        <p className="text-ink-2">
          {t(
            'An export of Conch, as an archive or a folder, or any folder of clips with their descriptions. Clips that you have already stay as they are.',
          )}
        </p>
        <PathField
          label={t('Archive or folder')}
          help={t('A full path on the computer that runs Conch.')}
          mayBeArchive
          value={path}
          error={error}
          onChange={(typed) => {
            setPath(typed);
            setError(undefined);
          }}
        />
        <Switch isSelected={includeForeign} onChange={setIncludeForeign}>
          {t('Also clips without a description')}
        </Switch>
        <div className="flex justify-end gap-2">
          <Button size={32} onPress={onClose}>
            {t('Cancel')}
          </Button>
          <Button size={32} variant="primary" onPress={() => void begin()}>
            {t('Import')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
