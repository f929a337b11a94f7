import { useState } from 'react';
import type { SettingsPatch } from '../../shared/settings.ts';
import { updateSettings } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { Segments, type Segment } from '../ui/Segments.tsx';
import { besideLabel } from './SettingRow.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import { NoticeSettings } from './NoticeSettings.tsx';
import { LanguageSelect } from './LanguageSelect.tsx';

type Theme = NonNullable<SettingsPatch['theme']>;

function themes(): readonly Segment<Theme>[] {
  return [
    { value: 'system', name: t('System') },
    { value: 'light', name: t('Light') },
    { value: 'dark', name: t('Dark') },
  ];
}

/** Language, looks and notices. */
export function GeneralTab() {
  const session = useSession((state) => state.session);
  const [error, setError] = useState<string>();
  if (session === undefined) return <p className="text-ink-2">{t('Conch does not answer at the moment.')}</p>;
  const { settings } = session;

  async function update(patch: SettingsPatch): Promise<void> {
    const outcome = await updateSettings(patch);
    setError(outcome.ok ? undefined : told(outcome.failure));
  }

  return (
    <div className="flex flex-col gap-3">
      <div data-language-choice>
        <LanguageSelect value={settings.language} onChange={(language) => void update({ language })} />
      </div>
      <Segments
        label={t('Theme')}
        segments={themes()}
        value={settings.theme}
        onChange={(theme) => void update({ theme })}
        className={`max-w-[420px] ${besideLabel}`}
      />
      <NoticeSettings session={session} onChange={(patch) => void update(patch)} />
      <p role="alert" className="text-sm text-state-failed empty:hidden">
        {error}
      </p>
    </div>
  );
}
