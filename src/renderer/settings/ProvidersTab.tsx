import { useState } from 'react';
import { useSession } from '../store/session.ts';
import { storageSentence } from './key-words.ts';
import { ProviderGroup } from './ProviderGroup.tsx';
import { t } from '../texts/index.ts';
import { paragraph } from '../texts/format.ts';

/** Every provider with its key; one is open at a time. */
export function ProvidersTab({ openId }: { openId: string | undefined }) {
  const session = useSession((state) => state.session);
  const [open, setOpen] = useState(openId ?? session?.providers[0]?.id);
  if (session === undefined) return <p className="text-ink-2">{t('Conch does not answer at the moment.')}</p>;
  return (
    <>
      <p className="mb-2.5 text-ink-2">
        {paragraph(
          t('Keys stay in Conch’s core. They are never shown again, logged or exported.'),
          storageSentence(session.abilities),
        )}
      </p>
      {session.providers.map((provider) => (
        <ProviderGroup
          key={provider.id}
          provider={provider}
          abilities={session.abilities}
          keysInFile={session.settings.keysInFile}
          isOpen={provider.id === open}
          onToggle={() => {
            setOpen(provider.id === open ? undefined : provider.id);
          }}
        />
      ))}
    </>
  );
}
