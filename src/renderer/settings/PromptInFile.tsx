import { useState } from 'react';
import { updateSettings } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { Switch } from '../ui/Switch.tsx';
import { SettingRow } from './SettingRow.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** Whether a clip tells by itself how it was made. */
export function PromptInFile() {
  const isOn = useSession(({ session }) => session?.settings.promptInFile ?? true);
  const [error, setError] = useState<string>();
  async function change(promptInFile: boolean): Promise<void> {
    const outcome = await updateSettings({ promptInFile });
    setError(outcome.ok ? undefined : told(outcome.failure));
  }
  return (
    <SettingRow>
      <Switch isSelected={isOn} onChange={(next) => void change(next)}>
        {t('Write the prompt into the video file')}
      </Switch>
      <p className="text-sm text-ink-3">
        {t(
          'New MP4 clips carry their prompt and settings, so that other programs and whoever gets the file can read them. Notes, ratings and costs stay out.',
        )}
      </p>
      <p role="alert" className="text-sm text-state-failed empty:hidden">
        {error}
      </p>
    </SettingRow>
  );
}
