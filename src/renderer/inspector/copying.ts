import { notice } from '../store/notices.ts';
import { t } from '../texts/index.ts';

/** Puts a text on the clipboard and says so: `done` is "Job id copied." */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notice(done, { tone: 'info' });
  } catch {
    notice(t('This system does not let Conch use the clipboard.'), { tone: 'trouble' });
  }
}
