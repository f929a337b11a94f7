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

/** How often is looked whether the day is over: a timer up to midnight would be late where the computer has slept. */
const dayLookMs = 30_000;

let client: Client | undefined;
let isOnScreen = false;
/** Questions are numbered: an answer that another one has overtaken is old. */
let lastAsked = 0;
let lastAnswered = 0;
/** The day that `today` is about. */
let dayAsked = '';
/** How often the person has chosen something else to look at. */
let choices = 0;

export function timeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function followSpending(next: Client): void {
  client = next;
  const dayLook = setInterval(() => {
    if (dayAsked !== '' && dayAsked !== dayText(Date.now())) void readMoney(next);
  }, dayLookMs);
  next.onClose(() => {
    clearInterval(dayLook);
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
    await ask(from, { fromDay: today, toDay: today });
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
  choices += 1;
  useSpending.setState(change);
  void readSpending();
}

async function readSpending(): Promise<void> {
  if (client === undefined) return;
  const { range, days: chosen } = useSpending.getState();
  const choice = choices;
  // A window may stay open over midnight.
  const days = range === undefined ? chosen : daysOf(range, Date.now());
  try {
    const spending = await ask(client, days);
    if (spending !== undefined && choice === choices) useSpending.setState({ spending, days, failure: undefined });
  } catch (thrown) {
    // When the link broke, the next session brings it.
    if (useSession.getState().connection === 'open') useSpending.setState({ failure: failureFrom(thrown) });
  }
}

/** Writes down what is said of today and of the month. Gives back nothing where a later question is answered already. */
async function ask(from: Client, days: SpendingDays): Promise<Spending | undefined> {
  const asked = (lastAsked += 1);
  dayAsked = dayText(Date.now());
  const { keptStars } = useSpending.getState();
  const spending = await from.call('spending.read', { ...days, timeZone: timeZone(), keptStars });
  if (asked < lastAnswered) return undefined;
  lastAnswered = asked;
  useMoney.setState({ today: spending.today, month: spending.month });
  return spending;
}
