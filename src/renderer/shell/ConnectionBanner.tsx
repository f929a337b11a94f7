import { tryNow } from '../store/connection.ts';
import { useSession } from '../store/session.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { TextLink } from '../ui/TextLink.tsx';
import { connectionWords } from './connection-words.ts';
import { t } from '../texts/index.ts';

/** There while the link is broken. What is on screen stays readable. */
export function ConnectionBanner() {
  const connection = useSession((state) => state.connection);
  const host = useSession(({ session }) => session?.host ?? 'browser');
  const words = connectionWords(connection, host);
  return (
    <div role="status">
      {words === undefined ? null : (
        <div className="flex min-h-[30px] items-center justify-center gap-2 border-b border-line bg-soft-attention px-4 py-1 text-sm text-ink-1">
          <StateMark state="attention" size={14} className="text-state-attention" />
          <span>{words}</span>
          {connection === 'lost' ? <TextLink onPress={tryNow}>{t('Try now')}</TextLink> : null}
        </div>
      )}
    </div>
  );
}
