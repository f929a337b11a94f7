import type { Order } from '../../shared/batch/order.ts';
import { failureFrom } from '../../shared/failure.ts';
import type { Priority } from '../../shared/queue-place.ts';
import type { QueueGoal, QueuePart } from '../../shared/queue.ts';
import { t } from '../texts/index.ts';
import { createMany } from './batching.ts';
import { client } from './connection.ts';
import { withConsent } from './consent.ts';
import { notice, noticeOf } from './notices.ts';
import { markQueued, readQueue, useQueue } from './queue.ts';

/** What the person can do with the queue. An act never rejects; what went wrong becomes a notice. */

export const pauseQueue = (of: QueuePart) => act(() => client().call('queue.pause', { of }));
export const resumeQueue = (of: QueuePart) => act(() => client().call('queue.resume', { of }));
export const prioritize = (ids: readonly string[], priority: Priority) =>
  act(() => client().call('queue.prioritize', { ids: [...ids], priority }));
/** Gives back whether it was done. */
export const moveQueued = (ids: readonly string[], to: QueueGoal) =>
  act(() => client().call('queue.move', { ids: [...ids], to }));
export const goOn = (providerId: string, rest: 'send' | 'cancel') =>
  act(() => client().call('queue.goOn', { providerId, rest }));

/**
 * Takes clips out of the queue before they are sent. Canceled clips stay in the library as they are, so what is offered
 * in place of taking it back is the same clips anew, as far as they have been read.
 */
export async function cancelQueued(of: QueuePart): Promise<void> {
  const orders = of.what === 'clips' ? ordersFor(of.ids) : undefined;
  let changed = 0;
  const isDone = await act(async () => {
    ({ changed } = await client().call('queue.cancel', { of }));
  });
  if (!isDone) return;
  markQueued([]);
  const again = orders === undefined ? undefined : { label: t('Queue again'), run: () => void queueAgain(orders) };
  const text = t('{{count, number}} clips taken out of the queue. Nothing was sent.', { count: changed });
  notice(text, { tone: 'info', act: changed > 0 ? again : undefined });
}

/** Undefined where not all of them have been read. */
function ordersFor(ids: readonly string[]): Order[] | undefined {
  const { jobs } = useQueue.getState();
  const known = ids.flatMap((id) => jobs.get(id) ?? []);
  if (known.length < ids.length) return undefined;
  return known.map(({ request, group, keeping }) => ({
    intentId: crypto.randomUUID(),
    request,
    ...(group && { group }),
    ...(keeping?.tags && { tags: keeping.tags }),
  }));
}

async function queueAgain(orders: readonly Order[]): Promise<void> {
  const outcome = await withConsent((confirmed) => createMany(orders, confirmed));
  if (outcome.ok)
    notice(t('{{count, number}} clips queued again.', { count: outcome.value.created }), { tone: 'info' });
  else if (outcome.failure.kind !== 'confirm-spending') noticeOf(outcome.failure);
}

async function act(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
  } catch (thrown) {
    noticeOf(failureFrom(thrown));
    return false;
  }
  await readQueue();
  return true;
}
