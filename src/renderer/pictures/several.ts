import { create } from 'zustand';
import { failureFrom } from '../../shared/failure.ts';
import type { PictureFix } from '../../shared/picture/fix.ts';
import { planOnSource } from '../../shared/picture/plan.ts';
import type { GenerationRequest, Picture } from '../../shared/request.ts';
import { notice } from '../store/notices.ts';
import { createJob } from '../store/generating.ts';
import { remake, takeIn } from './remake.ts';
import { chosenRules } from './take-first-frame.ts';

/** Several pictures at once: each is read, and on the person's word each becomes a clip of its own. */
export interface OneOfSeveral {
  /** Of the clip that becomes of it: pressed twice or sent again, it stays one clip. */
  intentId: string;
  name: string;
  picture?: Picture;
  work: OneWork;
}

export type OneWork =
  | { state: 'waiting' | 'reading' | 'read' | 'sending' | 'made' }
  /** It cannot be used at all. */
  | { state: 'unusable'; message: string }
  /** A fix or the handing over did not work; it can be tried again. */
  | { state: 'failed'; message: string };

interface Several {
  items: readonly OneOfSeveral[];
  /** Clips are being made: nothing can be changed any more. */
  isSending: boolean;
}

export const useSeveral = create<Several>(() => ({ items: [], isSending: false }));

let reading: AbortController | undefined;

function change(intentId: string, difference: Partial<OneOfSeveral>): void {
  useSeveral.setState(({ items }) => ({
    items: items.map((item) => (item.intentId === intentId ? { ...item, ...difference } : item)),
  }));
}

/** Reads the files one after the other, so that only one picture is open at a time. */
export async function openSeveral(files: readonly File[]): Promise<void> {
  if (useSeveral.getState().isSending) return;
  reading?.abort();
  const mine = new AbortController();
  reading = mine;
  const items = files.map(({ name }): OneOfSeveral => {
    return { intentId: crypto.randomUUID(), name, work: { state: 'waiting' } };
  });
  useSeveral.setState({ items });
  for (const [index, { intentId, name }] of items.entries()) {
    const file = files[index];
    if (file === undefined || mine.signal.aborted) return;
    change(intentId, { work: { state: 'reading' } });
    try {
      const picture = await takeIn(file, name, { rules: chosenRules(), signal: mine.signal });
      change(intentId, { picture, work: { state: 'read' } });
    } catch (thrown) {
      if (!mine.signal.aborted) change(intentId, { work: { state: 'unusable', message: failureFrom(thrown).message } });
    }
  }
}

/** Puts the files away; clips that were made stay. */
export function closeSeveral(): void {
  if (useSeveral.getState().isSending) return;
  reading?.abort();
  useSeveral.setState({ items: [] });
}

export async function fixOneOfSeveral({ intentId, picture }: OneOfSeveral, { plan }: PictureFix): Promise<void> {
  if (picture === undefined || reading === undefined || useSeveral.getState().isSending) return;
  const { signal } = reading;
  change(intentId, { work: { state: 'reading' } });
  try {
    const work = planOnSource(picture, plan);
    const made = await remake(work.source, work.plan, { rules: chosenRules(), signal });
    change(intentId, { picture: made, work: { state: 'read' } });
  } catch (thrown) {
    if (!signal.aborted) change(intentId, { work: { state: 'failed', message: failureFrom(thrown).message } });
  }
}

/** One clip each. What the core refuses stays in the list with its reason; what was made is never sent again. */
export async function makeSeveral(orders: readonly { intentId: string; request: GenerationRequest }[]): Promise<void> {
  if (useSeveral.getState().isSending) return;
  useSeveral.setState({ isSending: true });
  for (const { intentId, request } of orders) {
    change(intentId, { work: { state: 'sending' } });
    const outcome = await createJob(intentId, request);
    change(intentId, {
      work: outcome.ok ? { state: 'made' } : { state: 'failed', message: outcome.failure.message },
    });
  }
  useSeveral.setState({ isSending: false });
  const left = useSeveral.getState().items.filter(({ work }) => work.state === 'failed');
  if (left.length > 0) return;
  closeSeveral();
  notice(`${orders.length} clips are on their way, one from each picture.`, { tone: 'info' });
}
