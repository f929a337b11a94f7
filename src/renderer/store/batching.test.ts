import { expect, test } from 'vitest';
import type { Order } from '../../shared/batch/order.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import type { Client } from '../../shared/rpc.ts';
import { createMany } from './batching.ts';

const orders: Order[] = [1, 2].map((place) => ({
  intentId: `00000000-0000-4000-8000-00000000000${place}`,
  request: { providerId: 'provider-a', modelId: 'model-a', prompt: `Wave ${place}` },
}));

/** A client whose calls are answered by the test. */
function clientOf(answer: (input: unknown, cut: () => void) => Promise<unknown>): Client {
  const closers: (() => void)[] = [];
  const cut = (): void => {
    for (const closer of closers) closer();
  };
  const client = {
    call: (_method: string, input: unknown) => answer(input, cut),
    onClose: (closer: () => void) => void closers.push(closer),
  };
  return client as unknown as Client;
}

test('an answer that was lost with the link is asked for again with the very same ids and the same yes', async () => {
  const asked: unknown[] = [];
  const clients = [
    clientOf((input, cut) => {
      asked.push(input);
      cut();
      return Promise.reject(new Error('gone'));
    }),
    clientOf((input) => {
      asked.push(input);
      return Promise.resolve({ created: 0, known: 2 });
    }),
  ];
  const outcome = await createMany(orders, 'a'.repeat(32), () => Promise.resolve(clients.shift() as Client));
  expect(outcome).toEqual({ ok: true, value: { created: 0, known: 2 } });
  expect(asked).toEqual([
    { orders, confirmed: 'a'.repeat(32) },
    { orders, confirmed: 'a'.repeat(32) },
  ]);
});

test('a refusal is final, and nothing is confirmed that was not asked', async () => {
  const asked: unknown[] = [];
  const refused = failure('confirm-spending', sentence('More than you wanted.'));
  const client = clientOf((input) => {
    asked.push(input);
    return Promise.reject(new FailureError(refused));
  });
  const outcome = await createMany(orders, undefined, () => Promise.resolve(client));
  expect(outcome).toEqual({ ok: false, failure: refused });
  expect(asked).toEqual([{ orders }]);
});
