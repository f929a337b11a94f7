import { create } from 'zustand';
import type { Job } from '../../shared/job.ts';
import { client } from './connection.ts';
import { notice, noticeOf } from './notices.ts';
import { useSession } from './session.ts';

/** Takes of one wish, side by side. */
interface Review {
  /** Two to four clips; empty while no review is open. */
  takes: readonly string[];
  /** Taken out by the person since the review was opened; they can be taken back in place. */
  cut: ReadonlySet<string>;
}

export const useReview = create<Review>(() => ({ takes: [], cut: new Set() }));

export const mostTakes = 4;
/** How far "Next group" looks for another group, in clips. */
const farthest = 300;

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

/** The takes that were made with the same settings as this clip, itself included, oldest first; only those that can be seen. */
export async function takesOf(job: Job): Promise<string[]> {
  const { jobs } = await client().call('clip.same', { request: job.request });
  const done = jobs.filter(({ progress }) => progress.state === 'done');
  for (const one of done) useSession.setState(({ jobs: known }) => ({ jobs: new Map(known).set(one.id, one) }));
  return done
    .toSorted((one, other) => one.sequence - other.sequence)
    .map(({ id }) => id)
    .slice(-mostTakes);
}

/** The next wish further down the list that has several takes. */
export async function reviewNext(): Promise<void> {
  const { takes } = useReview.getState();
  const { order, jobs } = useSession.getState();
  const seen = new Set(takes);
  const from = 1 + Math.max(-1, ...takes.map((id) => order.indexOf(id)));
  try {
    for (const id of order.slice(from, from + farthest)) {
      const job = id === undefined ? undefined : jobs.get(id);
      if (job === undefined || seen.has(job.id) || job.progress.state !== 'done') continue;
      const next = await takesOf(job);
      for (const one of next) seen.add(one);
      if (next.length > 1 && !next.some((one) => takes.includes(one))) return openReview(next);
    }
    notice('No other clip below this one has several takes.', { tone: 'info' });
  } catch (thrown) {
    noticeOf(thrown);
  }
}
