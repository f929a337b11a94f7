import { useMemo } from 'react';
import { ordersOf, planBatch, type BatchPlan } from '../../shared/batch/plan.ts';
import type { Order } from '../../shared/batch/order.ts';
import { useImageHostOf } from '../store/image-host-of.ts';
import { useSession } from '../store/session.ts';
import { useWaits } from '../store/waits.ts';
import { sheetPlan, type SheetPlan } from './sheet-plan.ts';
import type { SheetAsk } from './sheet-state.ts';

const none = [] as const;

/** What would be sent, by the rules, keys and prices as they are now. The same ids as long as the clips are the same. */
export function useSheetPlan(ask: SheetAsk): { plan: BatchPlan; orders: Order[]; shown: SheetPlan } {
  const providers = useSession(({ session }) => session?.providers) ?? none;
  const waits = useWaits((state) => state.waits);
  const imageHostOf = useImageHostOf();
  const { drafts, takes, values, kind } = ask;
  const plan = useMemo(
    () =>
      planBatch({
        drafts,
        takes,
        ...(values !== undefined && { values }),
        compare: kind === 'compare',
        providers,
        imageHostOf,
      }),
    [drafts, takes, values, kind, providers, imageHostOf],
  );
  const orders = useMemo(() => ordersOf(plan, () => crypto.randomUUID()), [plan]);
  const shown = useMemo(() => sheetPlan(plan, providers, waits), [plan, providers, waits]);
  return { plan, orders, shown };
}
