import { useState } from 'react';
import { startExport } from '../store/work-acts.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Segments } from '../ui/Segments.tsx';
import { PathField } from './PathField.tsx';

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
  const mayBeEmpty = isBrowser && kind === 'zip';

  async function begin(): Promise<void> {
    const path = folder.trim();
    if (path === '' && !mayBeEmpty) {
      setError('Say which folder the clips are to be copied to.');
      return;
    }
    const outcome = await startExport({ ids: [...ids], kind, ...(path !== '' && { folder: path }) });
    if (outcome.ok) onClose();
    else setError(outcome.failure.message);
  }

  return (
    <Dialog name="Export clips" isOpen={isOpen} onClose={onClose}>
      <div className="flex min-w-0 flex-1 flex-col gap-4 overflow-y-auto p-6">
        <h2 className="text-lg font-semibold">
          {ids.length === 1 ? 'Export this clip' : `Export ${ids.length.toLocaleString()} clips`}
        </h2>
        <p className="text-ink-2">
          Clips, what they were made with, their first frames, and a list of them all (CSV and JSON). Your library stays
          as it is.
        </p>
        <Segments
          label="As"
          segments={[
            { value: 'zip', name: 'ZIP archive' },
            { value: 'folder', name: 'Folder' },
          ]}
          value={kind}
          onChange={setKind}
        />
        <PathField
          label="Folder"
          help={
            mayBeEmpty
              ? 'A full path on the computer that runs Conch. Leave it empty to save the archive through the browser.'
              : 'A full path on the computer that runs Conch, outside of your library.'
          }
          value={folder}
          error={error}
          onChange={(path) => {
            setFolder(path);
            setError(undefined);
          }}
        />
        <div className="flex justify-end gap-2">
          <Button size={32} onPress={onClose}>
            Cancel
          </Button>
          <Button size={32} variant="primary" onPress={() => void begin()}>
            Export
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
