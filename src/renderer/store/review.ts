import { create } from 'zustand';
import type { Job } from '../../shared/job.ts';
import { useSession } from './session.ts';

/** Takes of one wish, side by side. */
interface Review {
  /** Two to `mostTakes` clips; empty while no review is open. */
  takes: readonly string[];
  /** Taken out by the person since the review was opened; they can be taken back in place. */
  cut: ReadonlySet<string>;
}

export const useReview = create<Review>(() => ({ takes: [], cut: new Set() }));

/** A comparison of five providers fits, and each picture is still large enough to be judged. */
export const mostTakes = 6;

export function openReview(ids: readonly string[]): void {
  useReview.setState({ takes: ids.slice(0, mostTakes), cut: new Set() });
}

export function closeReview(): void {
  useReview.setState({ takes: [], cut: new Set() });
}

export function setCut(id: string, isCut: boolean): void {
  useReview.setState(({ cut }) => {
    const next = new Set(cut);
    if (isCut) next.add(id);
    else next.delete(id);
    return { cut: next };
  });
}

/** The review shows only clips that the mirror knows. */
export function remember(jobs: readonly Job[]): void {
  useSession.setState(({ jobs: known }) => {
    // While the answer was on its way, an event may have brought what is newer.
    const learnt = jobs.filter((one) => !isNewer(known.get(one.id), one));
    return { jobs: new Map([...known, ...learnt.map((one) => [one.id, one] as const)]) };
  });
}

function isNewer(known: Job | undefined, { updatedAt, keeping }: Job): boolean {
  if (known === undefined) return false;
  return known.updatedAt > updatedAt || (known.keeping?.changedAt ?? 0) > (keeping?.changedAt ?? 0);
}
