import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Input } from '../../shared/contract.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import type { Client } from '../../shared/rpc.ts';
import { sampleJob } from '../samples.ts';
import { doubleClickMs } from './double-click.ts';
import { useNotices } from './notices.ts';
import { retry, useRetries } from './retrying.ts';
import { emptySession, useSession } from './session.ts';

const failed = sampleJob(1);
const made = sampleJob(2);

beforeEach(() => {
  vi.useFakeTimers();
  useSession.setState(emptySession, true);
  useNotices.setState({ notices: [] });
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

/** A client whose retries are answered by the test, and what it was asked. */
function clientOf(answer: (input: Input<'job.retry'>, cut: () => void) => Promise<typeof made>) {
  const closers: (() => void)[] = [];
  const asked: Input<'job.retry'>[] = [];
  const cut = (): void => {
    for (const closer of closers) closer();
  };
  const client = {
    call: (_method: string, input: Input<'job.retry'>) => (asked.push(input), answer(input, cut)),
    onClose: (closer: () => void) => void closers.push(closer),
  };
  return { asked, next: () => Promise.resolve(client as unknown as Client) };
}

test('a second press while the core thinks is the same wish', async () => {
  let answer: (job: typeof made) => void = () => {};
  const core = clientOf(() => new Promise((resolve) => (answer = resolve)));
  const first = retry(failed.id, true, core.next);
  await vi.advanceTimersByTimeAsync(3_000);
  const second = retry(failed.id, true, core.next);
  expect([...useRetries.getState().underWay.keys()]).toEqual([failed.id]);
  answer(made);
  expect(await Promise.all([first, second])).toEqual([
    { ok: true, value: made },
    { ok: true, value: made },
  ]);
  expect(core.asked).toEqual([{ id: failed.id, intentId: core.asked[0]?.intentId, mayCostTwice: true }]);
});

test('a second press within a double click is the same wish, however quick the core is', async () => {
  const core = clientOf(() => Promise.resolve(made));
  void retry(failed.id, true, core.next);
  await vi.advanceTimersByTimeAsync(doubleClickMs - 10);
  void retry(failed.id, true, core.next);
  await vi.advanceTimersByTimeAsync(doubleClickMs);
  expect(core.asked).toHaveLength(1);
  expect(useSession.getState().selectedId).toBe(made.id);
});

test('two clips are two wishes, and a later press on the same clip is a new one', async () => {
  const core = clientOf(() => Promise.resolve(made));
  void retry(failed.id, true, core.next);
  void retry(sampleJob(3).id, true, core.next);
  await vi.advanceTimersByTimeAsync(doubleClickMs);
  expect(useRetries.getState().underWay.size).toBe(0);
  void retry(failed.id, true, core.next);
  await vi.advanceTimersByTimeAsync(doubleClickMs);
  expect(new Set(core.asked.map(({ intentId }) => intentId)).size).toBe(3);
});

test('an answer that was lost with the link is asked for again with the very same intent', async () => {
  const first = clientOf((_input, cut) => {
    cut();
    return Promise.reject(new Error('gone'));
  });
  const second = clientOf(() => Promise.resolve(made));
  const clients = [first.next, second.next];
  const outcome = retry(failed.id, true, () => (clients.shift() ?? second.next)());
  await vi.advanceTimersByTimeAsync(doubleClickMs);
  expect(await outcome).toEqual({ ok: true, value: made });
  expect(second.asked).toEqual(first.asked);
  expect(useNotices.getState().notices).toEqual([]);
});

test('a refusal is told, and does not stand in the way of another try', async () => {
  const core = clientOf(() => Promise.reject(new FailureError(failure('disk', 'The disk is full.'))));
  const outcome = retry(failed.id, false, core.next);
  await vi.advanceTimersByTimeAsync(doubleClickMs);
  expect(await outcome).toMatchObject({ ok: false, failure: { kind: 'disk' } });
  expect(useNotices.getState().notices.map(({ text }) => text)).toEqual(['The disk is full.']);
  expect(useRetries.getState().underWay.size).toBe(0);
});
