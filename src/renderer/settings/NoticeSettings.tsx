import { useState } from 'react';
import type { Session } from '../../shared/contract.ts';
import type { SettingsPatch } from '../../shared/settings.ts';
import { playSound } from '../shell/sound.ts';
import { askForNotices, noticePermission } from '../shell/web-notices.ts';
import { t } from '../texts/index.ts';
import { Button } from '../ui/Button.tsx';
import { Switch } from '../ui/Switch.tsx';
import { SettingRow } from './SettingRow.tsx';

export interface NoticeSettingsProps {
  session: Pick<Session, 'settings' | 'abilities' | 'host'>;
  onChange: (patch: SettingsPatch) => void;
}

/** How a person who is elsewhere hears of clips. */
export function NoticeSettings({ session: { settings, abilities, host }, onChange }: NoticeSettingsProps) {
  const [permission, setPermission] = useState(noticePermission);
  const canNotify = abilities.notify || (host === 'browser' && permission === 'granted');
  return (
    <>
      {canNotify ? (
        <SettingRow>
          <Switch isSelected={settings.notifications} onChange={(notifications) => onChange({ notifications })}>
            {t('Notifications')}
          </Switch>
          <p className="text-sm text-ink-3">{t('When a clip is done, has failed or needs attention.')}</p>
        </SettingRow>
      ) : null}
      {!abilities.notify && permission === 'default' ? (
        <SettingRow name={t('Notices')}>
          <Button onPress={() => void askForNotices().then(setPermission)}>{t('Allow notifications')}</Button>
          <p className="mt-1 text-sm text-ink-3">{t('When a clip is done, has failed or needs attention.')}</p>
        </SettingRow>
      ) : null}
      {!abilities.notify && permission === 'denied' ? (
        <SettingRow name={t('Notices')}>
          <p className="text-sm text-ink-2">
            {t('The browser blocks notices from this page. Its site settings can allow them.')}
          </p>
        </SettingRow>
      ) : null}
      <SettingRow>
        <Switch
          isSelected={settings.sound}
          onChange={(sound) => {
            // So that one knows what to listen for; the click also lets the browser play it later.
            if (sound) playSound('good');
            onChange({ sound });
          }}
        >
          {t('Sound')}
        </Switch>
      </SettingRow>
      <SettingRow>
        <Switch isSelected={settings.notifyInFront} onChange={(notifyInFront) => onChange({ notifyInFront })}>
          {t('Also while Conch is in front')}
        </Switch>
      </SettingRow>
    </>
  );
}
