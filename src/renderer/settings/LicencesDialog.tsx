import { useEffect, useState } from 'react';
import { licencesSchema, type Licence } from '../../shared/licences.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Search, X } from '../ui/icons.ts';
import { TextField } from '../ui/TextField.tsx';
import { t } from '../texts/index.ts';

export interface LicencesDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** The terms of everything that is shipped, as the build has found them. */
export function LicencesDialog({ isOpen, onClose }: LicencesDialogProps) {
  return (
    <Dialog name={t('Licences')} shape="list" isOpen={isOpen} onClose={onClose}>
      {isOpen ? <Licences onClose={onClose} /> : null}
    </Dialog>
  );
}

function Licences({ onClose }: { onClose: () => void }) {
  const [licences, setLicences] = useState<readonly Licence[] | 'none'>();
  const [search, setSearch] = useState('');
  useEffect(() => {
    const leaving = new AbortController();
    readLicences(leaving.signal).then(setLicences, () => {
      if (!leaving.signal.aborted) setLicences('none');
    });
    return () => leaving.abort();
  }, []);
  const wanted = search.trim().toLowerCase();
  const found =
    typeof licences === 'object'
      ? licences.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(wanted))
      : [];
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-3 py-4">
      <div className="flex items-center gap-2 px-6">
        <h2 className="flex-1 text-xl font-semibold">{t('Licences')}</h2>
        <IconButton name={t('Close')} onPress={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <TextField
        label={t('Search licences')}
        isLabelHidden
        type="search"
        placeholder={t('Search licences')}
        value={search}
        onChange={setSearch}
        before={<Search size={16} aria-hidden className="shrink-0 text-ink-3" />}
        className="px-6"
      />
      <p role="status" className="px-6 text-sm text-ink-3">
        {licences === undefined
          ? t('Reading the licences…')
          : licences === 'none'
            ? t('The list is written when Conch is built, and this one has none.')
            : t('{{count}} packages', { count: found.length })}
      </p>
      <ul className="min-h-40 flex-1 overflow-y-auto px-6">
        {found.map((licence) => (
          <li key={`${licence.name} ${licence.version}`} className="border-t border-line py-1.5">
            <Disclosure title={`${licence.name} ${licence.version} · ${licence.licence}`}>
              <pre data-selectable dir="ltr" className="text-sm whitespace-pre-wrap text-ink-2">
                {licence.text}
              </pre>
            </Disclosure>
          </li>
        ))}
      </ul>
    </div>
  );
}

async function readLicences(signal: AbortSignal): Promise<readonly Licence[]> {
  const answer = await fetch('licences.json', { signal });
  return licencesSchema.parse(await answer.json()).packages;
}
