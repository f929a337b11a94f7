import { useSession } from '../store/session.ts';
import { newsBetween, type ClipNews } from './clip-news.ts';

/** Several clips that come to an end within this time are told together. */
const gatherMs = 1_500;

/** Tells what became of clips, gathered. */
export function followNews(listener: (news: readonly ClipNews[]) => void): () => void {
  let gathered: ClipNews[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = useSession.subscribe((state, before) => {
    const news = newsBetween(before, state);
    if (news.length === 0) return;
    // Of one clip only the latest counts.
    gathered = [...gathered.filter(({ id }) => !news.some((one) => one.id === id)), ...news];
    timer ??= setTimeout(() => {
      timer = undefined;
      const all = gathered;
      gathered = [];
      listener(all);
    }, gatherMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
