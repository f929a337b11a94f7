import { notice } from '../store/notices.ts';

/** Puts a text on the clipboard and says so: "Job id copied." */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notice(`${what} copied.`, { tone: 'info' });
  } catch {
    notice('This system does not let Conch use the clipboard.', { tone: 'trouble' });
  }
}
