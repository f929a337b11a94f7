import { chooseFolder } from '../store/work-acts.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';

export interface PathFieldProps {
  label: string;
  help: string;
  value: string;
  error: string | undefined;
  onChange: (path: string) => void;
}

/** A full path, typed, or chosen where the host has a folder dialog. */
export function PathField({ label, help, value, error, onChange }: PathFieldProps) {
  const canChoose = useSession(({ session }) => session?.abilities.chooseFolder ?? false);
  return (
    <div className="flex flex-col items-start gap-2">
      <TextField label={label} help={help} value={value} error={error} onChange={onChange} className="w-full" />
      {canChoose ? (
        <Button
          onPress={() => {
            void chooseFolder().then((folder) => {
              if (folder !== undefined) onChange(folder);
            });
          }}
        >
          Choose folder
        </Button>
      ) : null}
    </div>
  );
}
