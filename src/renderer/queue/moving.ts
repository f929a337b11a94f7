import { create } from 'zustand';
import type { Job } from '../../shared/job.ts';
import { priorityOf } from '../../shared/queue-place.ts';
import { onOneLine } from '../library/tile-facts.ts';
import { noticeOf } from '../store/notices.ts';
import { moveQueued } from '../store/queue-acts.ts';
import { queuedIds, useQueue } from '../store/queue.ts';
import { clipsText } from '../library/measures.ts';
import { t } from '../texts/index.ts';
import { moveBy, moveToGap, type Move, type Step } from './move-goal.ts';
import { priorityNames } from './queue-words.ts';

/** Moves clips, and says where they are now to those who do not see it. */

/** What was said last; read out politely. */
export const useMoveNews = create<{ text: string }>(() => ({ text: '' }));

export async function moveClips(ids: ReadonlySet<string>, step: Step): Promise<void> {
  const order = await orderWith(ids);
  if (order === undefined) return;
  const move = moveBy(order, ids, step);
  if (move === undefined) useMoveNews.setState({ text: t('There is no place further on.') });
  else await perform(move);
}

export async function dropClips(ids: ReadonlySet<string>, gap: number): Promise<void> {
  const order = await orderWith(ids);
  const move = order && moveToGap(order, ids, gap);
  if (move !== undefined) await perform(move);
}

async function perform({ ids, to }: Move): Promise<void> {
  if (!(await moveQueued(ids, to))) return;
  const { order, jobs } = useQueue.getState();
  const [first] = ids;
  const place = first === undefined ? -1 : order.indexOf(first);
  const job = first === undefined ? undefined : jobs.get(first);
  useMoveNews.setState({
    text: place < 0 || job === undefined ? t('Moved.') : placeText(job, ids.length, place, order.length),
  });
}

function placeText(job: Job, count: number, place: number, total: number): string {
  const facts = { place: place + 1, total, priority: t(priorityNames[priorityOf(job)]) };
  if (count > 1)
    return t('{{clips}} now from place {{place, number}} of {{total, number}} on, {{priority}}.', {
      clips: clipsText(count),
      ...facts,
    });
  const prompt = onOneLine(job.request.prompt).slice(0, 60);
  return t('“{{prompt}}” is now at place {{place, number}} of {{total, number}}, {{priority}}.', { prompt, ...facts });
}

/** The order as far as it matters: all of it where clips far away were chosen, which a screen does not hold. */
async function orderWith(ids: ReadonlySet<string>): Promise<readonly (string | undefined)[] | undefined> {
  const { order } = useQueue.getState();
  const known = new Set(order);
  if ([...ids].every((id) => known.has(id))) return order;
  try {
    return await queuedIds(0, order.length - 1);
  } catch (thrown) {
    noticeOf(thrown);
    return undefined;
  }
}
