import type { Session } from '../../shared/contract.ts';
import type { SessionState } from '../store/session.ts';
import { t } from '../texts/index.ts';
import { paragraph } from '../texts/format.ts';

/** What the banner says; undefined while there is nothing to say. Pure. */
export function connectionWords(connection: SessionState['connection'], host: Session['host']): string | undefined {
  // A host that was started anew trusts only its new address. The sign-in belongs to the browser, so a second tab mends both.
  if (connection === 'shut-out') {
    return t(
      'Conch was started again and does not know this window. Open the new address that the terminal shows; nothing is lost.',
    );
  }
  if (connection !== 'lost') return undefined;
  return paragraph(
    t('Conch does not answer. Nothing is lost; this window keeps trying.'),
    host === 'browser' ? t('If you start Conch again, open the new address that the terminal shows.') : undefined,
  );
}
