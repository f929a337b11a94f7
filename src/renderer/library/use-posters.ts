import { useEffect, useState } from 'react';
import { useLostPosters } from '../store/lost-posters.ts';
import { useSession } from '../store/session.ts';
import { makePoster } from './poster-maker.ts';
import { createPosterQueue, type PosterQueue } from './poster-queue.ts';

/**
 * Makes the posters that finished clips lack or have lost, one after the other, for as long as the window lives; one that
 * failed is made anew when its clip is opened.
 */
export function usePosters(): void {
  // Where a library is only shown, none would be kept.
  const mediaBase = useSession(({ session }) => (session?.readOnly === undefined ? session?.mediaBase : undefined));
  const jobs = useSession((state) => state.jobs);
  const selectedId = useSession((state) => state.selectedId);
  const lost = useLostPosters(({ ids }) => ids);
  const [queue, setQueue] = useState<PosterQueue>();

  useEffect(() => {
    if (mediaBase === undefined) return undefined;
    const next = createPosterQueue((id) => makePoster(mediaBase, id));
    setQueue(next);
    return next.stop;
  }, [mediaBase]);

  useEffect(() => {
    const lacking = [...jobs.values()].filter(({ progress }) => progress.state === 'done' && !progress.asset.poster);
    queue?.want([...lost, ...lacking.map(({ id }) => id)]);
  }, [queue, jobs, lost]);

  useEffect(() => {
    if (selectedId !== undefined) queue?.again(selectedId);
  }, [queue, selectedId]);
}
