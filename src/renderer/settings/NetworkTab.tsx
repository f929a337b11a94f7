import { useSession } from '../store/session.ts';
import { ProxyForm } from './ProxyForm.tsx';
import { t } from '../texts/index.ts';

/** The way to everything on the internet. */
export function NetworkTab() {
  const session = useSession((state) => state.session);
  if (session === undefined) return <p className="text-ink-2">{t('Conch does not answer at the moment.')}</p>;
  if (session.demo) {
    return (
      <p className="text-ink-2">
        {t('The demo never leaves this computer, so there is no proxy to set. Leave the demo to set one.')}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2">
        {t(
          'Requests, downloads and pictures for your image host go this way. A proxy sees which server is reached and nothing else: no key, no prompt, no clip. What runs on this computer is always reached straight.',
        )}
      </p>
      <ProxyForm
        stored={session.settings.proxy}
        view={session.proxy}
        abilities={session.abilities}
        keysInFile={session.settings.keysInFile}
        isReadOnly={session.readOnly !== undefined}
      />
    </div>
  );
}
