import { create } from 'zustand';
import type { Draft } from '../../shared/batch/plan.ts';
import type { Order } from '../../shared/batch/order.ts';
import type { VariableValues } from '../../shared/batch/prompt-template.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Said } from '../../shared/sentence.ts';
import { createMany } from '../store/batching.ts';
import { doubleClickMs } from '../store/double-click.ts';
import { notice } from '../store/notices.ts';
import { t } from '../texts/index.ts';

/** The sheet that stands before everything that makes more than one clip. Nothing leaves without it. */

export interface SheetAsk {
  /** Where the clips come from: the words of the sheet follow it. */
  kind: 'takes' | 'pictures' | 'compare' | 'list';
  drafts: readonly Draft[];
  takes: number;
  /** What the variables of the prompts stand for. Absent: the prompts are taken as they are written. */
  values?: VariableValues;
  /** To be read before sending: how the clips differ from what was asked for. */
  remarks?: readonly Said[];
  /** The clips are in the queue. */
  onSent?: (orders: readonly Order[]) => void;
}

interface Sheet {
  ask?: SheetAsk | undefined;
  isSending: boolean;
  /** It has just come up, or has just asked: a second click of a double click is no answer. */
  isResting: boolean;
  /** Why the core did not take the clips, or what it asks first. */
  refused?: Failure | undefined;
  /** Pictures are being made to fit: how many of how many are done. */
  fitting?: { done: number; total: number } | undefined;
}

export const useSheet = create<Sheet>(() => ({ isSending: false, isResting: false }));

let resting: ReturnType<typeof setTimeout> | undefined;

function rest(): void {
  clearTimeout(resting);
  useSheet.setState({ isResting: true });
  resting = setTimeout(() => {
    useSheet.setState({ isResting: false });
  }, doubleClickMs);
}

export function openSheet(ask: SheetAsk): void {
  if (useSheet.getState().isSending) return;
  useSheet.setState({ ask, refused: undefined, fitting: undefined });
  rest();
}

/** Puts it away; nothing was sent. */
export function closeSheet(): void {
  if (useSheet.getState().isSending) return;
  useSheet.setState({ ask: undefined, refused: undefined, fitting: undefined });
}

/** Other drafts in the same sheet: a fix was chosen. What was asked about the former ones is not asked any more. */
export function changeDrafts(change: (draft: Draft, index: number) => Draft): void {
  useSheet.setState(({ ask }) =>
    ask === undefined ? {} : { ask: { ...ask, drafts: ask.drafts.map(change) }, refused: undefined },
  );
}

/** Hands all of them to the core, which takes all or none. A second press while that is under way does nothing. */
export async function sendSheet(orders: readonly Order[]): Promise<void> {
  const { ask, isSending, isResting, refused } = useSheet.getState();
  if (ask === undefined || isSending || isResting || orders.length === 0) return;
  useSheet.setState({ isSending: true, refused: undefined });
  const outcome = await createMany(orders, refused?.question?.token);
  useSheet.setState({ isSending: false });
  if (!outcome.ok) {
    useSheet.setState({ refused: outcome.failure });
    rest();
    return;
  }
  closeSheet();
  ask.onSent?.(orders);
  notice(t('{{count, number}} clips are in the queue.', { count: orders.length }), { tone: 'info' });
}
