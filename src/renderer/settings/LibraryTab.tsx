import { useState, type ReactNode } from 'react';
import { clipsText } from '../library/measures.ts';
import type { Outcome } from '../store/outcome.ts';
import { closeSettings } from '../store/commands.ts';
import { showImport } from '../store/dialogs.ts';
import { useSession } from '../store/session.ts';
import { useWork } from '../store/work.ts';
import { startRebuild, startScrub } from '../store/work-acts.ts';
import { Button } from '../ui/Button.tsx';
import { LibraryFolderDialog } from '../work/LibraryFolderDialog.tsx';
import { ClipNameField } from './ClipNameField.tsx';
import { RenameClips } from './RenameClips.tsx';
import { PromptInFile } from './PromptInFile.tsx';
import { SettingRow } from './SettingRow.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { bytes } from '../texts/format.ts';

/** Where the clips lie, and what can be done with all of them. */
export function LibraryTab() {
  const session = useSession((state) => state.session);
  const [open, setOpen] = useState<'folder'>();
  const close = (): void => {
    setOpen(undefined);
  };
  if (session === undefined) return <p className="text-ink-2">{t('Conch does not answer at the moment.')}</p>;
  const { libraryFolder, freeBytes, counts } = session;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2">{t('New clips are saved in this folder, each with its settings beside it.')}</p>
      <SettingRow name={t('Library folder')}>
        <div className="flex items-start gap-2">
          <span data-selectable dir="auto" className="min-w-0 flex-1 py-1 break-all">
            {libraryFolder}
          </span>
          <Button
            onPress={() => {
              setOpen('folder');
            }}
          >
            {t('Change folder')}
          </Button>
        </div>
      </SettingRow>
      <ClipNameField />
      <SettingRow>
        <RenameClips />
      </SettingRow>
      <PromptInFile />
      <SettingRow name={t('Clips')}>
        <span className="tabular-nums">{clipsText(counts.all)}</span>
      </SettingRow>
      {freeBytes === undefined ? null : (
        <SettingRow name={t('Free space')}>
          <span className="tabular-nums">{bytes(freeBytes)}</span>
        </SettingRow>
      )}
      <LibraryActs
        onImport={() => {
          showImport(true);
        }}
      />
      <LibraryFolderDialog isOpen={open === 'folder'} onClose={close} />
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
      else setError(told(outcome.failure));
    });
  }
  return (
    <section aria-label={t('Look after the library')} className="mt-3 flex flex-col gap-3 border-t border-line pt-4">
      <LibraryAct help={t('Finds clips whose files are missing or changed, and files that belong to no clip.')}>
        <Button isDisabled={isBusy} onPress={() => begin(() => startScrub(false))}>
          {t('Check the files')}
        </Button>
        <Button variant="quiet" isDisabled={isBusy} onPress={() => begin(() => startScrub(true))}>
          {t('Check every byte')}
        </Button>
      </LibraryAct>
      <LibraryAct help={t('Brings clips back that lie in the folder but are not in the list.')}>
        <Button isDisabled={isBusy} onPress={() => begin(startRebuild)}>
          {t('Rebuild the list')}
        </Button>
      </LibraryAct>
      <LibraryAct help={t('From an export or from another computer. To export, choose clips in the library.')}>
        <Button isDisabled={isBusy} onPress={onImport}>
          {t('Import clips')}
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
      <div className="flex flex-wrap gap-1.5">{children}</div>
      <p className="text-sm text-ink-3">{help}</p>
    </div>
  );
}
