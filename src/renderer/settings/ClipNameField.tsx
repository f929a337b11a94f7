import { useState } from 'react';
import { clipNameFields, renderClipName } from '../../shared/clip-name-template.ts';
import { updateSettings } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { TextField } from '../ui/TextField.tsx';
import { sampleClip } from './sample-clip.ts';
import { besideLabel } from './SettingRow.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** How the files of new clips are named, with the name that an example would get. */
export function ClipNameField() {
  const template = useSession(({ session }) => session?.settings.clipNameTemplate ?? '');
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();
  const value = typed ?? template;

  async function keep(): Promise<void> {
    if (typed === undefined) return;
    const outcome = await updateSettings({ clipNameTemplate: typed });
    if (outcome.ok) setTyped(undefined);
    else setError(told(outcome.failure));
  }

  return (
    <TextField
      label={t('File names')}
      value={value}
      maxLength={200}
      error={error}
      help={t('A new clip will be called “{{name}}”. Fields: {{fields}}. Clips that you have keep their names.', {
        name: `${renderClipName(value, sampleClip())}-1a2b3c4d.mp4`,
        fields: clipNameFields.map((field) => `{${field}}`).join(' '),
      })}
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
