import { create } from 'zustand';
import { failureFrom, type Failure } from '../../shared/failure.ts';
import type { Client } from '../../shared/rpc.ts';
import type { Spending, Tally } from '../../shared/spending.ts';
import { dayText } from '../library/named-day.ts';
import { daysOf, type RangeName, type SpendingDays } from '../spending/ranges.ts';
import { useSession } from './session.ts';

/** What the core says of the money that was spent. */

/** Of today and of this month: always at hand, for the foot of the window and the budgets. */
export const useMoney = create<{ today?: Tally; month?: Tally }>(() => ({}));

interface SpendingState {
  /** Absent: days of the person's own choice. */
  range?: RangeName | undefined;
  /** Where there is a range, the days that it was when it was read. */
  days: SpendingDays;
  /** From how many stars a clip counts as kept. */
  keptStars: number;
  /** Absent until it was read for the first time. */
  spending?: Spending | undefined;
  failure?: Failure | undefined;
}

export const useSpending = create<SpendingState>(() => ({
  range: 'days30',
  days: daysOf('days30', Date.now()),
  keptStars: 3,
}));

let client: Client | undefined;
let isOnScreen = false;

export function timeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function followSpending(next: Client): void {
  client = next;
  next.onClose(() => {
    if (client === next) client = undefined;
  });
  next.on('spending.changed', () => {
    void readMoney(next);
  });
}

/** Today and this month, and what is on screen. Without an answer the former figures stand; the next change asks again. */
export async function readMoney(from: Client): Promise<void> {
  if (isOnScreen) return readSpending();
  const today = dayText(Date.now());
  try {
    const { today: ofToday, month } = await from.call('spending.read', {
      fromDay: today,
      toDay: today,
      timeZone: timeZone(),
      keptStars: useSpending.getState().keptStars,
    });
    useMoney.setState({ today: ofToday, month });
  } catch {
    return;
  }
}

/** From now on it is kept fresh, until `false`. */
export function showSpending(isShown: boolean): void {
  isOnScreen = isShown;
  if (isShown) void readSpending();
}

export function changeSpending(change: Partial<Pick<SpendingState, 'range' | 'days' | 'keptStars'>>): void {
  useSpending.setState(change);
  void readSpending();
}

async function readSpending(): Promise<void> {
  const { range, keptStars, ...former } = useSpending.getState();
  // A window may stay open over midnight.
  const days = range === undefined ? former.days : daysOf(range, Date.now());
  try {
    const spending = await client?.call('spending.read', { ...days, timeZone: timeZone(), keptStars });
    if (spending === undefined) return;
    useMoney.setState({ today: spending.today, month: spending.month });
    const now = useSpending.getState();
    if (now.range === range && now.days === former.days && now.keptStars === keptStars)
      useSpending.setState({ spending, days, failure: undefined });
  } catch (thrown) {
    // When the link broke, the next session brings it.
    if (useSession.getState().connection === 'open') useSpending.setState({ failure: failureFrom(thrown) });
  }
}
