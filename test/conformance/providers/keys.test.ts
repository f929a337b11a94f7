import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  BalanceOutcome,
  KeyTestOutcome,
  PollOutcome,
  SubmitOutcome,
} from '../../../src/main/providers/provider.ts';
import { providers } from '../../../src/main/providers/index.ts';
import { startScriptedServer, type ScriptedAnswer } from '../../support/scripted-server.ts';
import { readFixtures } from './fixtures.ts';
import { expectKeyInItsHeaderOnly, formsOf, startRig, type Rig } from './rig.ts';

/** A key leaves in its own header to its own provider, and comes back in nothing. */
describe.each(providers.map((provider) => [provider.name, provider] as const))('the key of %s', (_name, provider) => {
  const { answers, requests, variants } = readFixtures(provider.id);
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(provider);
  });
  afterAll(async () => rig.stop());

  const forms = (): string[] => [...formsOf(rig.key), `Bearer ${rig.key}`];

  function expectClean(outcome: SubmitOutcome | PollOutcome | KeyTestOutcome | BalanceOutcome | undefined): void {
    const text = JSON.stringify(outcome) ?? '';
    for (const form of forms()) expect(text).not.toContain(form);
  }

  /** The key in every place where a server might put it, once per form. */
  function echoes(status: number): ScriptedAnswer[] {
    return forms().flatMap((form) => {
      const words = `the key ${form} was not accepted`;
      return [
        { status, json: rig.filled(variants.envelope, { words }) },
        {
          status,
          json: {
            error: { code: form, message: words },
            message: words,
            reason: form,
            trace_id: form,
            requestId: form,
          },
        },
        { status, json: { status: form, error: words, base_resp: { status_code: 2049, status_msg: words } } },
        { status, json: { task: { status: form, reason: words }, detail: [{ msg: words }] } },
        { status, headers: { 'content-type': 'text/html', 'x-request-id': form }, body: `<p>${words}</p>` },
        { status, body: form },
      ];
    });
  }

  it('leaves in its header and nowhere else, on the submit, on looks, on its own test and on the balance', async () => {
    for (const { request } of requests.submit) {
      const { prompt, callbackUrl } = request;
      await rig.submit({ json: {} }, { request: { prompt, ...(callbackUrl === undefined ? {} : { callbackUrl }) } });
      expect(rig.server.received).toHaveLength(1);
      for (const received of rig.server.received) expectKeyInItsHeaderOnly(rig, received);
    }
    await rig.poll({ json: rig.filled(variants.unknownWord) });
    expect(rig.server.received).toHaveLength(1);
    for (const received of rig.server.received) expectKeyInItsHeaderOnly(rig, received);
    if (!provider.keyTest.free) return;
    await rig.testKey({ json: {} });
    expect(rig.server.received).toHaveLength(1);
    for (const received of rig.server.received) expectKeyInItsHeaderOnly(rig, received);
    if (provider.balance === undefined) return;
    await rig.readBalance({ json: {} });
    expect(rig.server.received).toHaveLength(1);
    for (const received of rig.server.received) expectKeyInItsHeaderOnly(rig, received);
  });

  it('is in the headers that the adapter declares, and in one of them only', () => {
    const declared = Object.entries(provider.authorize(rig.key));
    expect(declared.filter(([, value]) => value.includes(rig.key))).toHaveLength(1);
    expect(declared.map(([name]) => name.toLowerCase())).toContain(requests.keyHeader.name);
    expect(JSON.stringify(provider.authorize('other'))).not.toContain(rig.key);
  });

  it.each([301, 302, 303, 307, 308])('does not travel to another server with a %i', async (status) => {
    const other = await startScriptedServer();
    try {
      const remote = await rig.takenJob();
      other.script({ json: {} });
      const away = { status, headers: { location: `${other.origin}/elsewhere` } };
      await rig.submit(away);
      await rig.poll(away, { remote });
      if (provider.keyTest.free) await rig.testKey(away);
      if (provider.balance !== undefined) {
        await rig.readBalance(away);
        expect(rig.server.received, 'it went out').toHaveLength(1);
      }
      for (const { headers, target, body } of other.received) {
        const seen = `${JSON.stringify(headers)} ${target} ${body.toString()}`;
        for (const form of forms()) expect(seen).not.toContain(form);
      }
    } finally {
      await other.stop();
    }
  });

  it.each([200, 400, 401, 403, 404, 429, 500])(
    'comes back in no outcome when the server repeats it with %i',
    async (status) => {
      const remote = await rig.takenJob();
      for (const echo of echoes(status)) {
        expectClean(await rig.submit(echo));
        expectClean(await rig.poll(echo, { remote }));
        if (provider.keyTest.free) expectClean(await rig.testKey(echo));
        expectClean(await rig.readBalance(echo));
      }
    },
  );

  it.each(['Bearer ', 'me:', 'x'])('comes back in no outcome as the base64 of “%s” and the key', async (before) => {
    const words = `saw ${Buffer.from(before + rig.key).toString('base64')} instead`;
    const outcome = await rig.submit({ status: 401, json: rig.filled(variants.envelope, { words }) });
    expect(outcome).toMatchObject({ outcome: 'rejected' });
    // Each group of three bytes stands alone in base64, so the groups inside the key can be read by anybody.
    const inside = Buffer.from(before + rig.key)
      .toString('base64')
      .slice(Math.ceil((before.length * 4) / 3) + 4, -4);
    expect(inside.length).toBeGreaterThan(12);
    expect(JSON.stringify(outcome)).not.toContain(inside);
  });

  it('takes the vendor’s words whole otherwise', async () => {
    const [first] = answers.refusals;
    if (first === undefined) throw new Error('no documented refusal');
    const words = `before ${rig.key} after`;
    const outcome = await rig.submit({ status: 400, json: rig.filled(variants.envelope, { words }) });
    expect(outcome).toMatchObject({ outcome: 'rejected' });
    expect(JSON.stringify(outcome)).toMatch(/before .* after/);
  });
});
