import { tryNow } from '../store/connection.ts';
import { useSession } from '../store/session.ts';
import { Button } from '../ui/Button.tsx';
import { Mark } from '../ui/Mark.tsx';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';

/** Before there is a session: calm while it opens, plain words when it does not. */
export function Opening() {
  const failure = useSession((state) => state.failure);
  return (
    <main data-opening={failure === undefined || undefined} className="grid h-full place-items-center p-8 text-center">
      {failure === undefined ? (
        <div role="status" className="flex flex-col items-center gap-4 text-ink-2">
          <Mark size={52} className="opacity-10" />
          {t('Opening the library')}
        </div>
      ) : (
        <div role="alert" className="flex max-w-[420px] flex-col items-center">
          <h1 className="text-xl font-semibold tracking-[-0.01em]">{t('Conch could not be opened')}</h1>
          <p className="mt-1.5 mb-4 text-ink-2">{told(failure)}</p>
          <Button variant="primary" size={32} onPress={tryNow}>
            {t('Try again')}
          </Button>
        </div>
      )}
    </main>
  );
}
