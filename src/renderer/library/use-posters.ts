import { useEffect, useState } from 'react';
import { useSession } from '../store/session.ts';
import { makePoster } from './poster-maker.ts';
import { createPosterQueue, type PosterQueue } from './poster-queue.ts';

/**
 * Makes the posters that finished clips still lack, one after the other, for as long as the window lives; one that
 * failed is made anew when its clip is opened.
 */
export function usePosters(): void {
  const mediaBase = useSession(({ session }) => session?.mediaBase);
  const order = useSession((state) => state.order);
  const jobs = useSession((state) => state.jobs);
  const selectedId = useSession((state) => state.selectedId);
  const [queue, setQueue] = useState<PosterQueue>();

  useEffect(() => {
    if (mediaBase === undefined) return undefined;
    const next = createPosterQueue((id) => makePoster(mediaBase, id));
    setQueue(next);
    return next.stop;
  }, [mediaBase]);

  useEffect(() => {
    queue?.want(
      order.filter((id) => {
        const progress = jobs.get(id)?.progress;
        return progress?.state === 'done' && !progress.asset.poster;
      }),
    );
  }, [queue, order, jobs]);

  useEffect(() => {
    if (selectedId !== undefined) queue?.again(selectedId);
  }, [queue, selectedId]);
}
