import { chooseArchive, chooseFolder } from '../store/work-acts.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { t } from '../texts/index.ts';

export interface PathFieldProps {
  label: string;
  help: string;
  value: string;
  error: string | undefined;
  onChange: (path: string) => void;
  /** The path may be that of an archive as well. */
  mayBeArchive?: boolean;
}

/** A full path, typed, or chosen where the host has a folder dialog. */
export function PathField({ label, help, value, error, onChange, mayBeArchive = false }: PathFieldProps) {
  function take(path: string | undefined): void {
    if (path !== undefined) onChange(path);
  }
  const canChoose = useSession(({ session }) => session?.abilities.chooseFolder ?? false);
  return (
    <div className="flex flex-col items-start gap-2">
      <TextField label={label} help={help} value={value} error={error} onChange={onChange} className="w-full" />
      {canChoose ? (
        <div className="flex flex-wrap gap-2">
          {mayBeArchive ? <Button onPress={() => void chooseArchive().then(take)}>{t('Choose archive')}</Button> : null}
          <Button onPress={() => void chooseFolder().then(take)}>{t('Choose folder')}</Button>
        </div>
      ) : null}
    </div>
  );
}
