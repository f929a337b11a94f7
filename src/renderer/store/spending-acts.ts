import { saveFile } from '../frames/save-file.ts';
import { t } from '../texts/index.ts';
import { client } from './connection.ts';
import { notice, noticeOf } from './notices.ts';
import { useSession } from './session.ts';
import { timeZone, useSpending } from './spending.ts';

/** The days on screen as a CSV file: the browser's download, or the system's save dialog in the desktop app. */
export async function saveSpending(by: 'clips' | 'days'): Promise<void> {
  try {
    const { days } = useSpending.getState();
    const { name, archiveId } = await client().call('spending.export', { by, ...days, timeZone: timeZone() });
    const answer = await fetch(`${useSession.getState().session?.mediaBase ?? ''}/exports/${archiveId ?? ''}`);
    if (!answer.ok) {
      notice(t('The file could not be read. Try again.'), { tone: 'trouble' });
      return;
    }
    saveFile(await answer.blob(), name);
  } catch (thrown) {
    noticeOf(thrown);
  }
}
