import { useEffect, useState } from 'react';
import { useSession } from '../store/session.ts';
import { newsBetween, newsText, type ClipNews } from './clip-news.ts';

/** Several clips that end within this time are one announcement. */
const gatherMs = 1_500;

/** Tells screen readers, politely, that clips are done, have failed or need attention. Not visible. */
export function ClipAnnouncer() {
  const [text, setText] = useState('');
  useEffect(() => {
    let gathered: ClipNews[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = useSession.subscribe((state, before) => {
      const news = newsBetween(before.jobs, state.jobs);
      if (news.length === 0) return;
      gathered = [...gathered, ...news];
      timer ??= setTimeout(() => {
        setText(newsText(gathered));
        gathered = [];
        timer = undefined;
      }, gatherMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return (
    <div aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}
