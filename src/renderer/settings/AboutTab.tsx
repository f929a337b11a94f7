import { useState, type ReactNode } from 'react';
import { readDiagnostics, revealFolder } from '../store/acts.ts';
import { useSession } from '../store/session.ts';
import { copyText } from '../inspector/copying.ts';
import { Button } from '../ui/Button.tsx';
import { Copy, Folder } from '../ui/icons.ts';
import { LicencesDialog } from './LicencesDialog.tsx';
import { SettingRow } from './SettingRow.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** What this Conch is, where it keeps its things, and what helps when something is wrong. */
export function AboutTab() {
  const session = useSession((state) => state.session);
  const [isOpen, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  if (session === undefined) return <p className="text-ink-2">{t('Conch does not answer at the moment.')}</p>;
  const { abilities, version, dataFolder, host } = session;

  async function copyDiagnostics(): Promise<void> {
    const outcome = await readDiagnostics();
    setError(outcome.ok ? undefined : told(outcome.failure));
    if (outcome.ok) await copyText(outcome.value.text, t('Diagnostics copied.'));
  }

  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2">
        {t('Conch is a desktop studio for Hailuo video. Your clips and keys stay with you.')}
      </p>
      <FactRow name={t('Version')}>
        {host === 'electron' ? t('{{version}}, desktop', { version }) : t('{{version}}, in the browser', { version })}
      </FactRow>
      <SettingRow isTall name={t('Data folder')}>
        <div className="flex items-start gap-2">
          <span data-selectable dir="auto" className="min-w-0 flex-1 py-1 break-all">
            {dataFolder}
          </span>
          {abilities.reveal ? (
            <Button onPress={() => void revealFolder('data')}>
              <Folder size={16} aria-hidden />
              {t('Show in folder')}
            </Button>
          ) : null}
        </div>
      </SettingRow>
      <SettingRow isTall name={t('Diagnostics')}>
        <Button onPress={() => void copyDiagnostics()}>
          <Copy size={16} aria-hidden />
          {t('Copy diagnostics')}
        </Button>
        <p className="mt-1.5 text-sm text-ink-3">
          {t(
            'Versions, settings, counts and the kinds of the last troubles, as text for somebody who helps. No keys, names, prompts or full paths.',
          )}
        </p>
      </SettingRow>
      <SettingRow isTall name={t('Licences')}>
        <Button onPress={() => setOpen(true)}>{t('Show licences')}</Button>
        <p className="mt-1.5 text-sm text-ink-3">
          {t('Conch is under the MIT licence. These are the terms of everything that comes with it.')}
        </p>
      </SettingRow>
      <p role="alert" className="text-sm text-state-failed empty:hidden">
        {error}
      </p>
      <LicencesDialog isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
  );
}

function FactRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <SettingRow name={name}>
      <span data-selectable dir="auto" className="break-all tabular-nums">
        {children}
      </span>
    </SettingRow>
  );
}
