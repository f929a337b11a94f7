import { useState, type ReactNode } from 'react';
import { bytesText, clipsText } from '../library/measures.ts';
import type { Outcome } from '../store/outcome.ts';
import { closeSettings } from '../store/commands.ts';
import { useSession } from '../store/session.ts';
import { useWork } from '../store/work.ts';
import { startRebuild, startScrub } from '../store/work-acts.ts';
import { Button } from '../ui/Button.tsx';
import { ImportDialog } from '../work/ImportDialog.tsx';
import { LibraryFolderDialog } from '../work/LibraryFolderDialog.tsx';
import { ClipNameField } from './ClipNameField.tsx';
import { SettingRow } from './SettingRow.tsx';

/** Where the clips lie, and what can be done with all of them. */
export function LibraryTab() {
  const session = useSession((state) => state.session);
  const [open, setOpen] = useState<'folder' | 'import'>();
  const close = (): void => {
    setOpen(undefined);
  };
  if (session === undefined) return <p className="text-ink-2">Conch does not answer at the moment.</p>;
  const { libraryFolder, freeBytes, counts } = session;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2">New clips are saved in this folder, each with its settings beside it.</p>
      <SettingRow name="Library folder">
        <div className="flex items-start gap-2">
          <span data-selectable className="min-w-0 flex-1 py-1 break-all">
            {libraryFolder}
          </span>
          <Button
            onPress={() => {
              setOpen('folder');
            }}
          >
            Change folder
          </Button>
        </div>
      </SettingRow>
      <ClipNameField />
      <SettingRow name="Clips">
        <span className="tabular-nums">{clipsText(counts.all)}</span>
      </SettingRow>
      {freeBytes === undefined ? null : (
        <SettingRow name="Free space">
          <span className="tabular-nums">{bytesText(freeBytes)}</span>
        </SettingRow>
      )}
      <LibraryActs
        onImport={() => {
          setOpen('import');
        }}
      />
      <LibraryFolderDialog isOpen={open === 'folder'} onClose={close} />
      <ImportDialog isOpen={open === 'import'} onClose={close} />
    </div>
  );
}

/** The progress of each stands above the library, so Settings makes room for it. */
function LibraryActs({ onImport }: { onImport: () => void }) {
  const isBusy = useWork(({ work }) => work?.state === 'running');
  const [error, setError] = useState<string>();
  function begin(start: () => Promise<Outcome>): void {
    void start().then((outcome) => {
      if (outcome.ok) closeSettings();
      else setError(outcome.failure.message);
    });
  }
  return (
    <section aria-label="Look after the library" className="mt-3 flex flex-col gap-3 border-t border-line pt-4">
      <LibraryAct help="Finds clips whose files are missing or changed, and files that belong to no clip.">
        <Button isDisabled={isBusy} onPress={() => begin(() => startScrub(false))}>
          Check the files
        </Button>
        <Button variant="quiet" isDisabled={isBusy} onPress={() => begin(() => startScrub(true))}>
          Check every byte
        </Button>
      </LibraryAct>
      <LibraryAct help="Brings clips back that lie in the folder but are not in the list.">
        <Button isDisabled={isBusy} onPress={() => begin(startRebuild)}>
          Rebuild the list
        </Button>
      </LibraryAct>
      <LibraryAct help="From an export or from another computer. To export, choose clips in the library.">
        <Button isDisabled={isBusy} onPress={onImport}>
          Import clips
        </Button>
      </LibraryAct>
      <p role="alert" className="text-sm text-state-failed">
        {error}
      </p>
    </section>
  );
}

function LibraryAct({ help, children }: { help: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <div className="flex gap-1.5">{children}</div>
      <p className="text-sm text-ink-3">{help}</p>
    </div>
  );
}
