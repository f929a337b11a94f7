import { expect, test } from 'vitest';
import { methods, type Handlers } from '../../shared/contract.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import type { Link } from '../../shared/link.ts';
import { connect, serve, type Client } from '../../shared/rpc.ts';
import { sampleJob } from '../samples.ts';
import { create } from './creating.ts';

const job = sampleJob(1);

/** A window's client on a core whose `job.create` is given; `cut` breaks the link. */
function linked(createJob: (intentId: string) => Promise<typeof job>): { client: Client; cut: () => void } {
  const closers: (() => void)[] = [];
  const ends: ((message: unknown) => void)[][] = [[], []];
  let isOpen = true;
  const end = (mine: 0 | 1): Link => ({
    send(message) {
      if (isOpen) for (const listener of ends[1 - mine] ?? []) listener(message);
    },
    onMessage(listener) {
      ends[mine]?.push(listener);
    },
    onClose(listener) {
      closers.push(listener);
    },
    close: cut,
  });
  function cut(): void {
    isOpen = false;
    for (const closer of closers) closer();
  }
  const refuse = (): never => {
    throw new FailureError(failure('internal', 'Not in this test.'));
  };
  const handlers: Handlers = {
    ...(Object.fromEntries(Object.keys(methods).map((method) => [method, refuse])) as unknown as Handlers),
    'job.create': ({ intentId }) => createJob(intentId),
  };
  serve(end(1), { handlers, subscribe: () => () => undefined });
  return { client: connect(end(0)), cut };
}

test('a call whose answer was lost with the link is repeated with the very same intent', async () => {
  const intents: string[] = [];
  const first = linked((intentId) => {
    intents.push(intentId);
    first.cut();
    return Promise.resolve(job);
  });
  const second = linked((intentId) => {
    intents.push(intentId);
    return Promise.resolve(job);
  });
  const clients = [first.client, second.client];
  const outcome = await create({ intentId: job.id, request: job.request }, () =>
    Promise.resolve(clients.shift() ?? second.client),
  );
  expect(outcome).toEqual({ ok: true, value: job });
  expect(intents).toEqual([job.id, job.id]);
});

test('a refusal by the core is final, also one that speaks of the network', async () => {
  const core = linked(() => Promise.reject(new FailureError(failure('network', 'Refused by the core.'))));
  const clients = [core.client];
  // A second call finds no client and so fails the test instead of going round for ever.
  const outcome = await create({ intentId: job.id, request: job.request }, () => {
    const client = clients.shift();
    return client === undefined ? Promise.reject(new Error('called twice')) : Promise.resolve(client);
  });
  expect(outcome).toEqual({ ok: false, failure: { kind: 'network', message: 'Refused by the core.' } });
});
