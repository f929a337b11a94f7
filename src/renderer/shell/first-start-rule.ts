import type { Session } from '../../shared/contract.ts';
import { hasKey } from '../store/draft-rules.ts';

/** Whether to offer "Add a key" and "Try the demo": until there is a key, a clip, or the demo. */
export function isFirstStart(
  session: Pick<Session, 'demo' | 'firstStart' | 'providers'>,
  isLibraryEmpty: boolean,
): boolean {
  return session.firstStart && !session.demo && isLibraryEmpty && !session.providers.some(hasKey);
}
