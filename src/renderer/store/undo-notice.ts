import { t } from '../texts/index.ts';
import type { BringBack } from './draft.ts';
import { notice } from './notices.ts';

/** Says what has become of the composer, with "Undo" where there is something to bring back. */
export function noticeWithUndo(text: string, bringBack: BringBack): void {
  const run = (): void => {
    const again = bringBack?.();
    if (again !== undefined) noticeWithUndo(t('What stood in the composer before is back.'), again);
  };
  notice(text, { tone: 'info', act: bringBack && { label: t('Undo'), run } });
}
