import { useState } from 'react';
import { clipNameFields, renderClipName } from '../../shared/clip-name-template.ts';
import { updateSettings } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { TextField } from '../ui/TextField.tsx';
import { besideLabel } from './SettingRow.tsx';

/** An invented clip, for the preview. */
const sample = {
  createdAt: new Date(2026, 10, 21, 9, 30).getTime(),
  request: {
    providerId: 'provider',
    modelId: 'hailuo-02',
    prompt: 'A calm sea at dawn',
    durationSeconds: 6,
    resolution: '768P',
  },
} as const;

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
    else setError(outcome.failure.message);
  }

  return (
    <TextField
      label="File names"
      value={value}
      maxLength={200}
      error={error}
      help={
        <>
          A new clip will be called “{renderClipName(value, sample)}-1a2b3c4d.mp4”. Fields:{' '}
          {clipNameFields.map((field) => `{${field}}`).join(' ')}. Clips that you have keep their names.
        </>
      }
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
