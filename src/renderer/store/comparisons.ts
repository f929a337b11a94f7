import type { Job } from '../../shared/job.ts';
import type { Client } from '../../shared/rpc.ts';
import { notice } from './notices.ts';
import { openReview, remember } from './review.ts';
import { t } from '../texts/index.ts';

/** Comparisons that were sent from this window: when the last clip is there, the person is asked to look at them. */
const awaited = new Set<string>();

export function awaitComparison(groupId: string): void {
  awaited.add(groupId);
}

export function followComparisons(client: Client): void {
  client.on('job.changed', ({ job }) => {
    const id = job.group?.id;
    if (id !== undefined && awaited.has(id) && isOver(job)) void look(client, id);
  });
}

async function look(client: Client, id: string): Promise<void> {
  let jobs: Job[];
  try {
    ({ jobs } = await client.call('batch.group', { id }));
  } catch {
    // Only a hint, and the next clip that ends brings another look.
    return;
  }
  if (!jobs.every(isOver) || !awaited.delete(id)) return;
  const done = jobs.filter(({ progress }) => progress.state === 'done');
  if (done.length < 2) return;
  remember(done);
  const run = (): void => {
    openReview(done.map((one) => one.id));
  };
  notice(t('The comparison is ready.'), { tone: 'info', act: { label: t('Review'), run } });
}

function isOver({ progress: { state } }: Job): boolean {
  return state === 'done' || state === 'failed' || state === 'canceled' || state === 'unknown';
}
