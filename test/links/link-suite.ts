import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../src/shared/contract.ts';
import { failure, FailureError } from '../../src/shared/failure.ts';
import type { Link } from '../../src/shared/link.ts';
import { connect, type Client, type Core } from '../../src/shared/rpc.ts';
import { createFakeCore, type FakeCore } from './fake-core.ts';

/** A link that is up: the core is served at one end, `window` is the other. */
export interface OpenLink {
  window: Link;
  /** Breaks the link at the core's end. */
  breakOff(): void | Promise<void>;
  /** Clears away whatever is still open. */
  tidy(): void | Promise<void>;
}

const secret = 'sk-secret-0123456789';
const stackFrame = / at .+:\d+/;

/** What every link has to do, whatever the wire: the same cases for all. */
export function describeLink(name: string, open: (core: Core) => Promise<OpenLink>): void {
  describe(`the link over ${name}`, () => {
    let core: FakeCore;
    let opened: OpenLink;
    let client: Client;
    /** Everything that reached the window, as text. */
    let wire: string;

    async function start(answers: Partial<Handlers>): Promise<void> {
      core = createFakeCore(answers);
      opened = await open(core);
      wire = '';
      opened.window.onMessage((message) => (wire += JSON.stringify(message)));
      client = connect(opened.window);
    }

    beforeEach(() => start({ 'settings.chooseLibraryFolder': () => ({ folder: '/clips' }) }));
    afterEach(() => opened.tidy());

    const ask = () => client.call('settings.chooseLibraryFolder', {});
    const refusal = (call: Promise<unknown>) =>
      call.then(
        () => undefined,
        (thrown: FailureError) => thrown.failure,
      );

    it('carries a call and its answer', async () => {
      expect(await ask()).toEqual({ folder: '/clips' });
    });

    it('lets nothing through that the contract does not name', async () => {
      await opened.tidy();
      await start({ 'settings.chooseLibraryFolder': () => ({ folder: '/clips', key: secret }) });
      expect(await ask()).toEqual({ folder: '/clips' });
      expect(wire).not.toContain(secret);
    });

    it('carries a failure as a value', async () => {
      const value = failure('balance', 'Not enough.', { charged: 'no', vendorText: 'used up', httpStatus: 402 });
      await opened.tidy();
      await start({
        'clip.facets': () => {
          throw new FailureError(value);
        },
      });
      expect(await refusal(client.call('clip.facets', { query: {} }))).toEqual(value);
      expect(core.defects).toEqual([]);
    });

    it('tells nothing of an unexpected throw but that it happened', async () => {
      await opened.tidy();
      await start({
        'clip.facets': () => {
          throw new TypeError(`no luck with ${secret}`);
        },
        'settings.chooseLibraryFolder': () => Promise.reject(new Error(secret)),
      });
      expect(await refusal(client.call('clip.facets', { query: {} }))).toMatchObject({ kind: 'internal' });
      expect(await refusal(ask())).toMatchObject({ kind: 'internal' });
      expect(wire).not.toContain(secret);
      expect(wire).not.toContain('TypeError');
      expect(wire).not.toMatch(stackFrame);
      expect(core.defects.map(({ where }) => where)).toEqual(['clip.facets', 'settings.chooseLibraryFolder']);
    });

    it('turns an answer that breaks the contract into a failure', async () => {
      await opened.tidy();
      await start({ 'settings.chooseLibraryFolder': () => ({ folder: 5 }) as never });
      expect(await refusal(ask())).toMatchObject({ kind: 'internal' });
      expect(core.defects).toHaveLength(1);
    });

    it('keeps bad input from the handler and names the field, not the value', async () => {
      const bad = { id: secret, intentId: randomUUID(), mayCostTwice: true };
      const answer = await refusal(client.call('job.retry', bad));
      expect(answer).toMatchObject({ kind: 'invalid-request', charged: 'no' });
      expect(answer?.message).toBe('job.retry: id is not in the expected form.');
      const extra = { providerId: 'novita', key: secret, inFile: false, extra: secret };
      expect((await refusal(client.call('key.set', extra)))?.message).toContain('a field that Conch does not know');
      const tooLong = { providerId: 'novita', key: secret.repeat(1000), inFile: false };
      expect((await refusal(client.call('key.set', tooLong)))?.message).toContain('key is too long');
      expect(core.called).toEqual([]);
      expect(wire).not.toContain(secret);
    });

    it.each(['job.explode', '', 'constructor', '__proto__', 'toString'])('has no method "%s"', async (method) => {
      const answer = await refusal(client.call(method as 'clip.facets', { query: {} }));
      expect(answer).toMatchObject({ kind: 'invalid-request', message: 'Conch has no such method.' });
      expect(core.called).toEqual([]);
    });

    it('survives messages that are no calls, and answers those that carry an id', async () => {
      const nonsense = [
        null,
        1,
        'text',
        [],
        {},
        { kind: 'call' },
        { kind: 'call', id: 'x' },
        { kind: 'event', event: 'job.removed' },
      ];
      for (const message of nonsense) opened.window.send(message);
      opened.window.send({ kind: 'call', id: 424_242 });
      opened.window.send({ kind: 'answer', id: 1, ok: true, output: {} });
      await vi.waitFor(() => expect(wire).toContain('424242'));
      expect(wire).toContain('invalid-request');
      expect(core.called).toEqual([]);
      expect(await ask()).toEqual({ folder: '/clips' });
    });

    it('brings events in the order in which they were announced', async () => {
      const seen: number[] = [];
      client.on('download.progressed', ({ receivedBytes }) => seen.push(receivedBytes));
      await ask();
      const id = randomUUID();
      const sent = Array.from({ length: 500 }, (_, index) => index);
      for (const receivedBytes of sent) core.announce({ event: 'download.progressed', payload: { id, receivedBytes } });
      await vi.waitFor(() => expect(seen).toEqual(sent));
    });

    it('keeps an event that breaks the contract away from the window', async () => {
      const seen: unknown[] = [];
      client.on('session.replaced', (payload) => seen.push(payload));
      await ask();
      core.announce({ event: 'clip.shown', payload: { id: 'no id' } });
      core.announce({ event: 'session.replaced', payload: { key: secret } as never });
      await vi.waitFor(() => expect(seen).toEqual([{}]));
      expect(core.defects.map(({ where }) => where)).toEqual(['clip.shown']);
      expect(wire).not.toContain(secret);
      expect(wire).not.toContain('clip.shown');
    });

    it('stops telling a listener that has left', async () => {
      const seen: string[] = [];
      const leave = client.on('session.replaced', () => void seen.push('left'));
      client.on('session.replaced', () => void seen.push('stayed'));
      leave();
      await ask();
      core.announce({ event: 'session.replaced', payload: {} });
      await vi.waitFor(() => expect(seen).toEqual(['stayed']));
    });

    it('keeps a hundred calls apart, whatever the order of their answers', async () => {
      await opened.tidy();
      await start({
        'key.test': async ({ providerId }) => {
          await new Promise((resolve) => setTimeout(resolve, (Number(providerId.slice(1)) * 7) % 30));
          return { verdict: 'works', message: providerId };
        },
      });
      const names = Array.from({ length: 100 }, (_, index) => `p${index}`);
      const answers = await Promise.all(names.map((providerId) => client.call('key.test', { providerId })));
      expect(answers.map(({ message }) => message)).toEqual(names);
    });

    it('carries an answer of five million characters whole', async () => {
      const folder = '霓虹'.repeat(2_500_000);
      await opened.tidy();
      await start({ 'settings.chooseLibraryFolder': () => ({ folder }) });
      const answer = await ask();
      expect(answer.folder === folder).toBe(true);
    });

    it.each(['window', 'core'])('ends pending calls when the %s closes', async (side) => {
      await opened.tidy();
      await start({ 'settings.chooseLibraryFolder': () => new Promise(() => {}) });
      const pending = refusal(ask());
      await vi.waitFor(() => expect(core.called).toHaveLength(1));
      const closed = new Promise<void>((resolve) => {
        client.onClose(resolve);
      });
      if (side === 'window') client.close();
      else await opened.breakOff();
      expect(await pending).toMatchObject({ kind: 'network' });
      await closed;
      await vi.waitFor(() => expect(core.listenerCount).toBe(0));
      expect(await refusal(ask())).toMatchObject({ kind: 'network' });
      expect(core.called).toHaveLength(1);
      const late = vi.fn<() => void>();
      client.onClose(late);
      await vi.waitFor(() => expect(late).toHaveBeenCalledOnce());
      opened.window.send({ kind: 'call', id: 1, method: 'clip.facets', input: { query: {} } });
      core.announce({ event: 'session.replaced', payload: {} });
    });

    it('does not let an answer through that comes after the closing', async () => {
      const answer = Promise.withResolvers<{ folder: string }>();
      await opened.tidy();
      await start({ 'settings.chooseLibraryFolder': () => answer.promise });
      const pending = refusal(ask());
      await vi.waitFor(() => expect(core.called).toHaveLength(1));
      client.close();
      answer.resolve({ folder: '/late' });
      expect(await pending).toMatchObject({ kind: 'network' });
    });
  });
}
