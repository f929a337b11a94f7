import { expect, test } from 'vitest';
import { failure, type Failure } from '../../shared/failure.ts';
import { emptySum } from '../../shared/estimate.ts';
import type { Outcome } from './outcome.ts';
import { useConsent, withConsent } from './consent.ts';

const refusal = (token: string): Failure =>
  failure('confirm-spending', 'More than the budget.', {
    question: { token, planned: emptySum, reasons: [{ reason: 'act', limitDollars: 5, wouldBeDollars: 6 }] },
  });

/** A core that asks these questions one after the other, each answered by its own token alone. */
function asking(...tokens: string[]) {
  const heard: (string | undefined)[] = [];
  const call = (confirmed?: string): Promise<Outcome<string>> => {
    heard.push(confirmed);
    const asked = heard.length - 1;
    const token = tokens[asked];
    return Promise.resolve(token === undefined ? { ok: true, value: 'sent' } : { ok: false, failure: refusal(token) });
  };
  return { call, heard };
}

async function questionOnScreen(): Promise<string> {
  while (useConsent.getState().asked === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
  return useConsent.getState().asked?.question.token ?? '';
}

const answer = (isYes: boolean) => useConsent.getState().asked?.answer(isYes);

/** After it has been read. */
async function reply(isYes: boolean): Promise<void> {
  while (useConsent.getState().isResting) await new Promise((resolve) => setTimeout(resolve, 5));
  answer(isYes);
}

test('a call that nobody asks about is made once', async () => {
  const { call, heard } = asking();
  expect(await withConsent(call)).toEqual({ ok: true, value: 'sent' });
  expect(heard).toEqual([undefined]);
});

test('a yes repeats the call with the token of its question', async () => {
  const { call, heard } = asking('first');
  const outcome = withConsent(call);
  expect(await questionOnScreen()).toBe('first');
  await reply(true);
  expect((await outcome).ok).toBe(true);
  expect(heard).toEqual([undefined, 'first']);
});

test('a no sends nothing', async () => {
  const { call, heard } = asking('first');
  const outcome = withConsent(call);
  await questionOnScreen();
  await reply(false);
  expect(await outcome).toMatchObject({ ok: false, failure: { kind: 'confirm-spending' } });
  expect(heard).toEqual([undefined]);
  expect(useConsent.getState().asked).toBeUndefined();
});

test('another question is asked anew, the same one not', async () => {
  const { call, heard } = asking('first', 'second', 'second');
  const outcome = withConsent(call);
  await questionOnScreen();
  await reply(true);
  expect(await questionOnScreen()).toBe('second');
  await reply(true);
  expect((await outcome).ok).toBe(false);
  expect(heard).toEqual([undefined, 'first', 'second']);
});

test('two questions come one after the other', async () => {
  const one = asking('of the one');
  const other = asking('of the other');
  const first = withConsent(one.call);
  const second = withConsent(other.call);
  expect(await questionOnScreen()).toBe('of the one');
  await reply(false);
  await first;
  expect(await questionOnScreen()).toBe('of the other');
  await reply(true);
  expect((await second).ok).toBe(true);
  expect(one.heard).toEqual([undefined]);
});

test('the second click of a double click is no yes to a question that has just come up', async () => {
  const { call, heard } = asking('first', 'second');
  const outcome = withConsent(call);
  await questionOnScreen();
  answer(true);
  expect(useConsent.getState().asked?.question.token).toBe('first');
  await reply(true);
  expect(await questionOnScreen()).toBe('second');
  answer(true);
  expect(useConsent.getState().asked?.question.token).toBe('second');
  // A no is taken at once: it costs nothing.
  answer(false);
  expect((await outcome).ok).toBe(false);
  expect(heard).toEqual([undefined, 'first']);
});
