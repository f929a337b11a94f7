import { useEffect } from 'react';
import { followNews } from '../library/gathered-news.ts';
import { show } from '../store/acts.ts';
import { openLibrary } from '../store/screen.ts';
import { useSession } from '../store/session.ts';
import { t } from '../texts/index.ts';
import { isTeller } from './only-teller.ts';
import { playSound } from './sound.ts';
import { useStanding } from './standing.ts';
import { showWebNotice } from './web-notices.ts';

/** The same in every language. */
const appName = 'Conch';

/** Tells a person who is elsewhere how things stand: in the title, by a notice of the browser, by a sound. Draws nothing. */
export function NewsTeller() {
  const { making } = useStanding();
  useEffect(() => {
    document.title = making === 0 ? appName : t('{{count, number}} making · Conch', { count: making });
  }, [making]);

  useEffect(
    () =>
      followNews((all) => {
        const { session } = useSession.getState();
        const news = all.filter(({ key }) => key !== 'queued');
        if (session === undefined || news.length === 0 || !isTeller()) return;
        const { notifications, notifyInFront, sound } = session.settings;
        if (isInFront() && !notifyInFront) return;
        // Electron's notices come from the core, which outlives its window.
        if (notifications && session.host === 'browser') showWebNotice(news, bringUp);
        if (sound) playSound(news.some(({ key }) => key !== 'done') ? 'bad' : 'good');
      }),
    [],
  );
  return null;
}

function isInFront(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

function bringUp(id: string): void {
  openLibrary();
  void show(id);
}
