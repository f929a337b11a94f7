import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Input } from '../../shared/contract.ts';
import type { Client } from '../../shared/rpc.ts';
import type { Spending } from '../../shared/spending.ts';
import { changeSpending, followSpending, readMoney, showSpending, useMoney, useSpending } from './spending.ts';

/** What this test looks at of an answer: a number by which it is told from others. */
const answerOf = (sent: number) =>
  ({ today: { sent }, month: { sent }, total: { sent }, days: [], providers: [] }) as unknown as Spending;

/** A core whose answers the test gives. */
function createCore() {
  const questions: { input: Input<'spending.read'>; answer: (spending: Spending) => void }[] = [];
  let changed: () => void = () => {};
  let close: () => void = () => {};
  const client = {
    call: (_method: string, input: Input<'spending.read'>) =>
      new Promise((answer) => questions.push({ input, answer })),
    on: (_event: string, listener: () => void) => ((changed = listener), () => undefined),
    onClose: (listener: () => void) => (close = listener),
  } as unknown as Client;
  return {
    client,
    questions,
    changed: () => changed(),
    close: () => close(),
    async answer(at: number, sent: number) {
      questions[at]?.answer(answerOf(sent));
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

let core: ReturnType<typeof createCore>;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 21, 23, 59, 30) });
  useMoney.setState({}, true);
  useSpending.setState({ range: 'days30', days: {}, keptStars: 3, spending: undefined, failure: undefined });
  core = createCore();
  followSpending(core.client);
});

afterEach(() => {
  core.close();
  showSpending(false);
  vi.useRealTimers();
});

const shown = () => useSpending.getState().spending?.total.sent;
const today = () => useMoney.getState().today?.sent;

test('of two answers on their way, the one that was asked for later is shown', async () => {
  showSpending(true);
  core.changed();
  expect(core.questions).toHaveLength(2);
  await core.answer(0, 1);
  await core.answer(1, 2);
  expect([shown(), today()]).toEqual([2, 2]);
});

test('also when it comes first', async () => {
  showSpending(true);
  core.changed();
  await core.answer(1, 2);
  await core.answer(0, 1);
  expect([shown(), today()]).toEqual([2, 2]);
});

test('an answer about other days than those that were chosen meanwhile is not shown', async () => {
  showSpending(true);
  changeSpending({ range: undefined, days: { fromDay: '2026-11-01' } });
  await core.answer(0, 1);
  expect(shown()).toBeUndefined();
  await core.answer(1, 2);
  expect(shown()).toBe(2);
  expect(useSpending.getState().days).toEqual({ fromDay: '2026-11-01' });
});

test('what is said of today is read again when the day is over', async () => {
  void readMoney(core.client);
  await core.answer(0, 5);
  expect(today()).toBe(5);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(core.questions).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(core.questions.map(({ input }) => input.toDay)).toEqual(['2026-11-21', '2026-11-22']);
  await core.answer(1, 0);
  expect(today()).toBe(0);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(core.questions).toHaveLength(2);
});

test('so are the days on screen', async () => {
  showSpending(true);
  await core.answer(0, 5);
  await vi.advanceTimersByTimeAsync(90_000);
  expect(core.questions.map(({ input }) => input.toDay)).toEqual(['2026-11-21', '2026-11-22']);
  await core.answer(1, 6);
  expect(useSpending.getState().days.toDay).toBe('2026-11-22');
  expect(shown()).toBe(6);
});

test('after the link has broken nobody is asked', async () => {
  core.close();
  await vi.advanceTimersByTimeAsync(24 * 3_600_000);
  expect(core.questions).toHaveLength(0);
});
