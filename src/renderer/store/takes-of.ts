import type { Job } from '../../shared/job.ts';
import { client } from './connection.ts';
import { notice, noticeOf } from './notices.ts';
import { mostTakes, openReview, remember, useReview } from './review.ts';
import { useSession } from './session.ts';
import { t } from '../texts/index.ts';

/** How far "Next group" looks for another group, in clips. */
const farthest = 300;

/**
 * What belongs beside this clip, itself included, oldest first; only what can be seen. The clips of its group where it
 * was made as one of several takes or in a comparison, else those that were made with the same settings.
 */
export async function takesOf(job: Job): Promise<string[]> {
  const { group } = job;
  const isGrouped = group?.kind === 'compare' || group?.kind === 'takes';
  const { jobs } = isGrouped
    ? await client().call('batch.group', { id: group.id })
    : await client().call('clip.same', { request: job.request });
  const done = jobs.filter(({ progress, keeping }) => progress.state === 'done' && keeping?.trashedAt === undefined);
  remember(done);
  const ids = done.toSorted((one, other) => one.sequence - other.sequence).map(({ id }) => id);
  return isGrouped ? partWith(ids, job.id) : ids.slice(-mostTakes);
}

/** Many takes are reviewed in parts; "Next group" goes on to the next one. */
export function partWith(ids: readonly string[], id: string): string[] {
  const from = Math.floor(Math.max(0, ids.indexOf(id)) / mostTakes) * mostTakes;
  const part = ids.slice(from, from + mostTakes);
  // One alone is no comparison.
  return part.length === 1 ? ids.slice(-2) : part;
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
    notice(t('No other clip below this one has several takes.'), { tone: 'info' });
  } catch (thrown) {
    noticeOf(thrown);
  }
}
