import { useState } from 'react';
import { bytesText, clipsText } from '../library/measures.ts';
import { chooseLibraryFolder, updateSettings } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { libraryFolderPatch } from './settings-patch.ts';
import { besideLabel, SettingRow } from './SettingRow.tsx';

/** Where the clips lie. */
export function LibraryTab() {
  const session = useSession((state) => state.session);
  if (session === undefined) return <p className="text-ink-2">Conch does not answer at the moment.</p>;
  const { abilities, libraryFolder, freeBytes, counts } = session;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2">
        New clips are saved in this folder, each with its settings beside it. Clips from before stay where they are.
      </p>
      {abilities.chooseFolder ? <FolderChoice folder={libraryFolder} /> : <FolderField folder={libraryFolder} />}
      <SettingRow name="Clips">
        <span className="tabular-nums">{clipsText(counts.all)}</span>
      </SettingRow>
      {freeBytes === undefined ? null : (
        <SettingRow name="Free space">
          <span className="tabular-nums">{bytesText(freeBytes)}</span>
        </SettingRow>
      )}
    </div>
  );
}

function FolderChoice({ folder }: { folder: string }) {
  const [error, setError] = useState<string>();
  return (
    <SettingRow name="Library folder">
      <div className="flex items-start gap-2">
        <span data-selectable className="min-w-0 flex-1 py-1 break-all">
          {folder}
        </span>
        <Button
          onPress={() => {
            void chooseLibraryFolder().then((outcome) => {
              setError(outcome.ok ? undefined : outcome.failure.message);
            });
          }}
        >
          Choose folder
        </Button>
      </div>
      <p role="alert" className="text-sm text-state-failed">
        {error}
      </p>
    </SettingRow>
  );
}

/** Where the host has no folder dialog, the path is typed. */
function FolderField({ folder }: { folder: string }) {
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();

  async function keep(): Promise<void> {
    if (typed === undefined || typed.trim() === folder) {
      setTyped(undefined);
      return;
    }
    const outcome = await updateSettings(libraryFolderPatch(typed));
    if (outcome.ok) setTyped(undefined);
    else setError(outcome.failure.message);
  }

  return (
    <TextField
      label="Library folder"
      value={typed ?? folder}
      help="A full path on the computer that runs Conch. Empty it to go back to the usual place."
      error={error}
      onChange={(text) => {
        setTyped(text);
        setError(undefined);
      }}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void keep();
      }}
      className={besideLabel}
    />
  );
}
