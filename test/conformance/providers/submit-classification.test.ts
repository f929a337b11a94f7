import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providers } from '../../../src/main/providers/index.ts';
import { refusingOrigin, startScriptedServer, type ScriptedAnswer } from '../../support/scripted-server.ts';
import { readFixtures } from './fixtures.ts';
import { failureOf, never, startRig, type Rig } from './rig.ts';

/**
 * What may be concluded from the answer to the one paid call. Only two things allow another attempt: proof that no byte
 * left, and the vendor's own "not now". Everything that is not understood may have cost money.
 */
describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  const { answers, variants } = readFixtures(provider.id);
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(provider);
  });
  afterAll(async () => rig.stop());

  const envelope = (): unknown => rig.filled(variants.envelope, { words: 'our words' });
  const taken = (): ScriptedAnswer => {
    const [first] = answers.submit;
    if (first === undefined) throw new Error('no documented answer');
    return rig.answer(first);
  };
  const takenText = (): string => JSON.stringify(taken().json);
  const page = '<!doctype html><html><body><h1>One moment</h1></body></html>';

  async function expectUnclear(answer: ScriptedAnswer): Promise<void> {
    const outcome = await rig.submit(answer);
    expect(outcome).toMatchObject({
      outcome: 'unclear',
      failure: { kind: 'outcome-unknown', charged: 'unknown', stage: 'submit' },
    });
    expect(rig.server.received).toHaveLength(1);
  }

  describe('surely not sent', () => {
    it('a port that refuses', async () => {
      const outcome = await rig.submit(taken(), { origin: await refusingOrigin() });
      expect(outcome).toMatchObject({
        outcome: 'not-sent',
        failure: { kind: 'network', charged: 'no', stage: 'submit' },
      });
      expect(rig.server.received).toEqual([]);
    });

    it('a host name that nobody knows', async () => {
      const outcome = await rig.submit(taken(), { origin: 'http://conch-does-not-exist.invalid' });
      expect(outcome).toMatchObject({ outcome: 'not-sent', failure: { kind: 'network', charged: 'no' } });
    });

    it('a server that cannot do TLS', async () => {
      const outcome = await rig.submit(taken(), { origin: rig.server.origin.replace('http:', 'https:') });
      expect(outcome).toMatchObject({ outcome: 'not-sent', failure: { kind: 'network', charged: 'no' } });
      expect(rig.server.received).toEqual([]);
    });
  });

  describe('the documented refusals', () => {
    it.each(answers.refusals.map((refusal) => [`${refusal.status} ${JSON.stringify(refusal.body)}`, refusal] as const))(
      '%s',
      async (_title, refusal) => {
        const outcome = await rig.submit(rig.answer(refusal));
        expect(outcome.outcome).toBe(refusal.outcome);
        const why = failureOf(outcome);
        if (refusal.kinds !== undefined) expect(refusal.kinds).toContain(why.kind);
        if (refusal.vendorCode !== undefined) expect(why.vendorCode).toBe(refusal.vendorCode);
        expect(why.retryAfterMs).toBe(refusal.retryAfterMs);
        expect(why.stage).toBe('submit');
        expect(why.charged).toBe(refusal.outcome === 'unclear' ? 'unknown' : 'no');
        expect(rig.server.received).toHaveLength(1);
      },
    );

    it.each([400, 401, 402, 403, 404, 413, 415, 422])(
      '%i in the vendor’s own envelope is a refusal',
      async (status) => {
        const outcome = await rig.submit({ status, json: envelope() });
        expect(outcome).toMatchObject({ outcome: 'rejected', failure: { charged: 'no', httpStatus: status } });
        expect(failureOf(outcome).vendorText).toContain('our words');
        expect(rig.server.received).toHaveLength(1);
      },
    );

    it('429 is a pause, and the time is the one that was named', async () => {
      const silent = await rig.submit({ status: 429, json: envelope() });
      expect(silent).toMatchObject({ outcome: 'not-sent', failure: { kind: 'rate-limited', charged: 'no' } });
      expect(failureOf(silent)).not.toHaveProperty('retryAfterMs');
      expect(rig.server.received).toHaveLength(1);
      const named = await rig.submit({ status: 429, headers: { 'retry-after': '12' }, json: envelope() });
      expect(named).toMatchObject({ outcome: 'not-sent', failure: { kind: 'rate-limited', retryAfterMs: 12_000 } });
      expect(rig.server.received).toHaveLength(1);
    });
  });

  describe('unknown, and never sent again', () => {
    it.each([408, 409, 425, 500, 501, 502, 503, 504, 522, 599])(
      '%i, even in the vendor’s own envelope',
      async (status) => {
        await expectUnclear({ status, json: envelope() });
      },
    );

    it('503 with a time to wait: no page says that it means “not taken”', async () => {
      await expectUnclear({ status: 503, headers: { 'retry-after': '5' }, json: envelope() });
    });

    it.each([400, 401, 402, 403, 404, 413, 415, 422, 500, 502])('%i with a page', async (status) => {
      await expectUnclear({ status, headers: { 'content-type': 'text/html' }, body: page });
    });

    it.each([
      ['nothing', {}],
      ['an empty object', { json: {} }],
      ['an object that is no envelope', { json: { hello: 1 } }],
      ['an empty list', { json: [] }],
      ['half of a JSON text', { body: '{"error": {"code": "bad' }],
    ])('403 with %s', async (_title, answer) => {
      await expectUnclear({ status: 403, ...answer });
    });

    it('a reset after the request was read', async () => {
      await expectUnclear({ ending: 'reset' });
    });

    it('a connection that is closed without an answer', async () => {
      await expectUnclear({ ending: 'close' });
    });

    it('a page with 200', async () => {
      await expectUnclear({ headers: { 'content-type': 'text/html' }, body: page });
    });

    it('a page that calls itself JSON', async () => {
      await expectUnclear({ headers: { 'content-type': 'application/json' }, body: page });
    });

    it('a JSON text that breaks off', async () => {
      await expectUnclear({ body: takenText().slice(0, -3), headers: { 'content-type': 'application/json' } });
    });

    it('fewer bytes than promised', async () => {
      await expectUnclear({ ...taken(), ending: 'truncated' });
    });

    it('an empty 200', async () => {
      await expectUnclear({});
    });

    it.each(['{}', '[]', 'null', '"accepted"', '42', 'true'])('200 with %s, which holds no id', async (body) => {
      await expectUnclear({ body, headers: { 'content-type': 'application/json' } });
    });

    it('an id beside a plea for a pause: whatever it means, it must not be sent again', async () => {
      const outcome = await rig.submit({ json: rig.filled(variants.pauseBesideId) });
      expect(outcome.outcome).not.toBe('not-sent');
      expect(rig.server.received).toHaveLength(1);
    });

    it.each([300, 301, 302, 303, 304, 307, 308])('a redirect with %i, which is not followed', async (status) => {
      await expectUnclear({
        status,
        headers: { location: '/elsewhere' },
        ...(status === 304 ? {} : { json: envelope() }),
      });
    });

    it('a redirect to another server, which hears nothing', async () => {
      const other = await startScriptedServer();
      try {
        other.script(taken());
        await expectUnclear({ status: 307, headers: { location: `${other.origin}/elsewhere` } });
        expect(other.received).toEqual([]);
      } finally {
        await other.stop();
      }
    });
  });

  it('an abort after sending never counts as taken or as unsent, and sends nothing more', async () => {
    const abort = new AbortController();
    const ended = await rig
      .submit(
        () => {
          setTimeout(() => abort.abort(), 20);
          return { ...taken(), delayMs: 300 };
        },
        { signal: AbortSignal.any([abort.signal, never]) },
      )
      .then(
        ({ outcome }) => outcome,
        () => 'thrown',
      );
    expect(['unclear', 'thrown']).toContain(ended);
    expect(rig.server.received).toHaveLength(1);
  });

  it('each paid call has a connection of its own', async () => {
    await rig.submit(taken());
    expect(rig.server.received[0]?.headers.connection).toBe('close');
  });
});
