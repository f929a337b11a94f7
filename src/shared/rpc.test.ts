import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { methods, type Handlers } from './contract.ts';
import type { Failure, FailureError } from './failure.ts';
import type { Link } from './link.ts';
import { createMemoryLinks } from './memory-link.ts';
import { connect, serve } from './rpc.ts';

/** The window's end on a wire that the test speaks by hand. */
function clientByHand() {
  const [window, core] = createMemoryLinks();
  const sent: Record<string, unknown>[] = [];
  core.onMessage((message) => sent.push(message as Record<string, unknown>));
  return { client: connect(window), core, sent, idOf: (index: number) => sent[index]?.['id'] };
}

const refusal = (call: Promise<unknown>): Promise<Failure | undefined> =>
  call.then(
    () => undefined,
    (thrown: FailureError) => thrown.failure,
  );

describe('connect', () => {
  it('takes the first answer to a call and no other', async () => {
    const { client, core, sent, idOf } = clientByHand();
    const first = client.call('settings.chooseLibraryFolder', {});
    const second = client.call('settings.chooseLibraryFolder', {});
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    core.send({ kind: 'answer', id: idOf(0), ok: true, output: { folder: '/one' } });
    core.send({ kind: 'answer', id: idOf(0), ok: true, output: { folder: '/again' } });
    core.send({ kind: 'answer', id: -1, ok: true, output: { folder: '/nobody asked' } });
    core.send({ kind: 'answer', id: idOf(1), ok: true, output: { folder: '/two' } });
    expect([await first, await second]).toEqual([{ folder: '/one' }, { folder: '/two' }]);
  });

  it('rejects an answer that the contract does not know', async () => {
    const { client, core, sent, idOf } = clientByHand();
    const call = refusal(client.call('settings.chooseLibraryFolder', {}));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    core.send({ kind: 'answer', id: idOf(0), ok: true, output: { folder: 7 } });
    expect(await call).toMatchObject({ kind: 'internal' });
  });

  it('rejects a failure that is itself malformed instead of waiting for ever', async () => {
    const { client, core, sent, idOf } = clientByHand();
    const call = refusal(client.call('settings.chooseLibraryFolder', {}));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    core.send({ kind: 'answer', id: idOf(0), ok: false, failure: { kind: 'no such kind' } });
    expect(await call).toMatchObject({ kind: 'internal' });
  });

  it('ignores events that it does not know or cannot read', async () => {
    const { client, core } = clientByHand();
    const seen: unknown[] = [];
    client.on('clip.shown', (payload) => seen.push(payload));
    const id = randomUUID();
    for (const message of [null, [], { kind: 'event' }, { kind: 'event', event: 'clip.burnt', payload: {} }])
      core.send(message);
    core.send({ kind: 'event', event: 'clip.shown', payload: { id: 'no id' } });
    core.send({ kind: 'event', event: 'clip.shown', payload: { id } });
    await vi.waitFor(() => expect(seen).toEqual([{ id }]));
  });

  it('keeps two clients that follow each other on one link apart', async () => {
    const [window, core] = createMemoryLinks();
    const ids: unknown[] = [];
    core.onMessage((message) => ids.push((message as { id: unknown }).id));
    for (const client of [connect(window), connect(window)]) {
      refusal(client.call('settings.chooseLibraryFolder', {})).catch(() => {});
    }
    await vi.waitFor(() => expect(ids).toHaveLength(2));
    expect(ids[0]).not.toBe(ids[1]);
  });
});

describe('serve', () => {
  it('never crashes and never lets a bad message reach a handler: 5,000 of them', async () => {
    const [window, core] = createMemoryLinks();
    const reached: string[] = [];
    const answers: unknown[] = [];
    // Methods that take no input are left out: for them the empty object is right.
    const guarded = Object.keys(methods).filter((name) => !methods[name as keyof Handlers].input.safeParse({}).success);
    const handlers = Object.fromEntries(
      Object.keys(methods).map((name) => [name, () => (guarded.includes(name) ? reached.push(name) : undefined, {})]),
    ) as unknown as Handlers;
    serve(core, { handlers, subscribe: () => () => {} });
    window.onMessage((message) => answers.push(message));

    const text = fc.oneof(fc.constantFrom(...guarded, '__proto__', 'constructor'), fc.string());
    const call = fc.record({ kind: fc.constant('call'), id: fc.integer(), method: text, input: fc.jsonValue() });
    const messages = fc.sample(fc.oneof(fc.jsonValue(), call, call), { numRuns: 5000, seed: 20261121 });
    for (const message of messages) window.send(message);
    window.send({ kind: 'call', id: 77, method: 'demo.enter', input: {} });
    await vi.waitFor(() => expect(answers).toContainEqual({ kind: 'answer', id: 77, ok: true, output: {} }));
    expect(reached).toEqual([]);
    expect(answers.length).toBeGreaterThan(2000);
    expect(JSON.stringify(answers)).not.toMatch(/\bat .+\.ts:\d+/);
  });

  it('has no method whose answer has room for a key', () => {
    const shapes = Object.entries(methods).map(([name, { output }]) => [name, Object.keys(output.shape)] as const);
    const named = shapes.filter(([, fields]) => fields.some((field) => /^(api)?key$|secret|token/i.test(field)));
    expect(named).toEqual([]);
  });
});

describe('the pair in memory', () => {
  it('carries only what JSON can carry, at a later turn', async () => {
    const [one, other]: [Link, Link] = createMemoryLinks();
    const seen: unknown[] = [];
    other.onMessage((message) => seen.push(message));
    one.send({ at: new Date(0), gone: undefined, none: Number.NaN });
    expect(seen).toEqual([]);
    await vi.waitFor(() => expect(seen).toEqual([{ at: '1970-01-01T00:00:00.000Z', none: null }]));
  });
});
