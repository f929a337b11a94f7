import { useState, type ReactNode } from 'react';
import type { SettingsPatch } from '../../shared/settings.ts';
import { updateSettings } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { Segments, type Segment } from '../ui/Segments.tsx';
import { Switch } from '../ui/Switch.tsx';
import { besideLabel, SettingRow } from './SettingRow.tsx';

type Theme = NonNullable<SettingsPatch['theme']>;

const themes: readonly Segment<Theme>[] = [
  { value: 'system', name: 'System' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
];

/** Looks, notices, and what this Conch is. */
export function GeneralTab() {
  const session = useSession((state) => state.session);
  const [error, setError] = useState<string>();
  if (session === undefined) return <p className="text-ink-2">Conch does not answer at the moment.</p>;
  const { settings, abilities, version, dataFolder, host } = session;

  async function update(patch: SettingsPatch): Promise<void> {
    const outcome = await updateSettings(patch);
    setError(outcome.ok ? undefined : outcome.failure.message);
  }

  return (
    <div className="flex flex-col gap-3">
      <Segments
        label="Theme"
        segments={themes}
        value={settings.theme}
        onChange={(theme) => void update({ theme })}
        className={`max-w-[420px] ${besideLabel}`}
      />
      {abilities.notify ? (
        <SettingRow>
          <Switch isSelected={settings.notifications} onChange={(notifications) => void update({ notifications })}>
            Notifications
          </Switch>
          <p className="text-sm text-ink-3">When a clip is done, has failed or needs attention.</p>
        </SettingRow>
      ) : null}
      <p role="alert" className="text-sm text-state-failed empty:hidden">
        {error}
      </p>
      <FactRow name="Version">
        {version}, {host === 'electron' ? 'desktop' : 'in the browser'}
      </FactRow>
      <FactRow name="Data folder">{dataFolder}</FactRow>
    </div>
  );
}

function FactRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <SettingRow name={name}>
      <span data-selectable className="break-all tabular-nums">
        {children}
      </span>
    </SettingRow>
  );
}
