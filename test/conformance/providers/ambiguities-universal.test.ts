import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providers } from '../../../src/main/providers/index.ts';
import { policies } from '../../../src/shared/failure.ts';
import { readFixtures } from './fixtures.ts';
import { acceptedRemote, expectCall, failureOf, lookTimes, sentAt, startRig, type Rig } from './rig.ts';

/** What no page settles and every adapter has to survive; each number is one doubt in the providers' own pages. */
describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  const fixtures = readFixtures(provider.id);
  const { requests, answers, variants } = fixtures;
  const [firstSubmit] = answers.submit;
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(provider);
  });
  afterAll(async () => rig.stop());

  /** The documented answer to a submit with another text in place of the whole id. */
  function answerWithId(rawId: string): { body: string } {
    const text = JSON.stringify(rig.filled(firstSubmit?.body));
    const changed = text.replaceAll(JSON.stringify(requests.jobId), () => rawId);
    expect(changed).not.toBe(text);
    return { body: changed };
  }

  it('U1 unknown status word keeps waiting', async () => {
    const { outcomes } = await lookTimes(rig, { json: rig.filled(variants.unknownWord) }, 8);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(8).fill('waiting'));
    expect(outcomes[0]).toMatchObject({ phase: 'running' });
  });

  it('U1 unknown status word beside a link, and beside an error', async () => {
    const withUrl = await rig.poll({ json: rig.filled(variants.unknownWordWithUrl.body) });
    expect(variants.unknownWordWithUrl.outcomes).toContain(withUrl.outcome);
    const withError = await rig.poll({ json: rig.filled(variants.unknownWordWithError.body) });
    expect(variants.unknownWordWithError.outcomes).toContain(withError.outcome);
    if (withError.outcome === 'failed') expect(withError.failure.vendorText).toContain('it broke');
  });

  it('U1 unknown status word beside a link that is not https keeps waiting', async () => {
    const text = JSON.stringify(rig.filled(variants.unknownWordWithUrl.body));
    for (const start of ['http:', 'ftp:', 'file:', '']) {
      const outcome = await rig.poll({ body: text.replaceAll('https:', start) });
      expect(outcome.outcome, start).toBe('waiting');
    }
  });

  it('U1 the word for success is known in any capitals', async () => {
    const outcome = await rig.poll({ json: rig.filled(variants.oddCase) });
    expect(outcome).toMatchObject({ outcome: 'succeeded', outputs: [{ url: 'https://clips.example.com/odd.mp4' }] });
  });

  // Absent where the provider's page means "not yet" by such an answer.
  const linkless = variants.successWithoutUrl === undefined ? [] : [variants.successWithoutUrl];

  it.each(linkless.map((body) => ({ body })))(
    'U2 success without a link is looked at three more times, then given up as not understood',
    async ({ body }) => {
      const answer = { json: rig.filled(body) };
      const { outcomes } = await lookTimes(rig, answer, 4);
      const [first, second, third, last] = outcomes;
      for (const early of [first, second, third]) expect(early).toMatchObject({ outcome: 'waiting' });
      expect(last).toMatchObject({ outcome: 'failed', failure: { kind: 'provider-changed' } });
      const given = last === undefined ? undefined : failureOf(last);
      expect(given?.charged).not.toBe('no');
      expect(given?.vendorText).toContain(requests.jobId);
    },
  );

  it.each(linkless.map((body) => ({ body })))('U2 a link that comes late is taken', async ({ body }) => {
    const { remote } = await lookTimes(rig, { json: rig.filled(body) }, 3);
    const late = { json: rig.filled(variants.finished, { link: 'https://clips.example.com/late.mp4' }) };
    const outcome = await rig.poll(late, { remote });
    expect(outcome).toMatchObject({ outcome: 'succeeded', outputs: [{ url: 'https://clips.example.com/late.mp4' }] });
  });

  it('U2 an address that no browser would open is no link', async () => {
    for (const link of ['', 'not yet', 'javascript:alert(1)', 'file:///etc/passwd', 'ftp://clips.example.com/a.mp4']) {
      const outcome = await rig.poll({ json: rig.filled(variants.finished, { link }) });
      expect(outcome.outcome, link).not.toBe('succeeded');
    }
  });

  it('U3 an error inside a 200 is seen', async () => {
    const { submit, poll } = variants.errorInside;
    const submitted = await rig.submit({ json: rig.filled(submit.body) });
    expect(submit.outcomes).toContain(submitted.outcome);
    const looked = await rig.poll({ json: rig.filled(poll.body) });
    expect(poll.outcomes).toContain(looked.outcome);
  });

  it.each([
    ['error.message', { error: { message: 'the words say why' } }],
    ['error', { error: 'the words say why' }],
    ['message', { message: 'the words say why' }],
    ['msg', { msg: 'the words say why' }],
    ['reason', { reason: 'the words say why' }],
    ['base_resp.status_msg', { base_resp: { status_code: 2013, status_msg: 'the words say why' } }],
    ['detail', { detail: 'the words say why' }],
    ['an array', ['the words say why']],
    ['a text', 'the words say why'],
  ])('U4 the vendor’s words are found in %s', async (_where, json) => {
    const outcome = await rig.submit({ status: 400, json });
    expect(['rejected', 'unclear']).toContain(outcome.outcome);
    expect(failureOf(outcome).vendorText).toContain('the words say why');
  });

  it('U4 a page is kept as a short plain text, and an empty body as none', async () => {
    const page = `<!doctype html><html><head><style>p{color:red}</style></head><body><p>Come back <b>later</b></p>${'<i>x</i> '.repeat(500)}</body></html>`;
    const html = failureOf(await rig.submit({ status: 400, headers: { 'content-type': 'text/html' }, body: page }));
    expect(html.vendorText).toContain('Come back');
    expect(html.vendorText).not.toMatch(/<\/?[a-z!]/i);
    expect(html.vendorText?.length).toBeLessThanOrEqual(201);
    const empty = failureOf(await rig.submit({ status: 400 }));
    expect(empty.vendorText ?? '').toBe('');
    expect(empty.httpStatus).toBe(400);
  });

  it('U5 a number becomes a text, and no digit is lost', async () => {
    const short = acceptedRemote(await rig.submit(answerWithId('106916112212032')));
    expect(short.id).toBe('106916112212032');
    const long = await rig.submit(answerWithId('412345678901234567'));
    if (long.outcome === 'accepted') expect(long.remote.id).toBe('412345678901234567');
    else expect(long.outcome).toBe('unclear');
  });

  it.each(['349865017168125:minimax/hailuo-2.3', 'a&b=c?d#e%2Fg', 'é✓', 'one+two;three,four'])(
    'U5 the id %s arrives whole at the look',
    async (id) => {
      const remote = acceptedRemote(await rig.submit(answerWithId(JSON.stringify(id))));
      expect(remote.id).toBe(id);
      await rig.poll({ json: rig.filled(variants.unknownWord) }, { remote });
      expectCall(rig, rig.server.received[0], requests.poll, id);
    },
  );

  it.each(['""', '"  "', 'null', '[]', '{}', 'true'])('U5 %s is no id', async (rawId) => {
    const outcome = await rig.submit(answerWithId(rawId));
    expect(outcome.outcome).toBe('unclear');
  });

  it.each(['..', '.', '../../v1/keys', '/'])('U5 the id %s leads to no other path', async (id) => {
    const outcome = await rig.submit(answerWithId(JSON.stringify(id)));
    if (outcome.outcome !== 'accepted') {
      expect(outcome.outcome).toBe('unclear');
      return;
    }
    await rig.poll({ json: rig.filled(variants.unknownWord) }, { remote: acceptedRemote(outcome) });
    for (const received of rig.server.received) expectCall(rig, received, requests.poll, id);
  });

  it.each(['task_id', 'id', 'request_id', 'generation_id'])('U6 the id is found as %s', async (field) => {
    const remote = acceptedRemote(await rig.submit({ json: { [field]: 'job-42' } }));
    expect(remote.id).toBe('job-42');
  });

  it('U6 its own name of the id comes first', async () => {
    const all = {
      id: 'other',
      task_id: 'other',
      request_id: 'other',
      generation_id: 'other',
      [variants.idField]: 'mine',
    };
    expect(acceptedRemote(await rig.submit({ json: all })).id).toBe('mine');
  });

  it.each([200, 201, 202, 204])(
    'U6 %i without an id is never taken for granted and never sent again',
    async (status) => {
      const outcome = await rig.submit({ status, ...(status === 204 ? {} : { json: { status: 'QUEUED' } }) });
      expect(outcome).toMatchObject({ outcome: 'unclear', failure: { kind: 'outcome-unknown', charged: 'unknown' } });
      expect(rig.server.received).toHaveLength(1);
      expect(policies['outcome-unknown'].retried).toBe(false);
    },
  );

  it('C1 the content filter is recognised on the submit and on a look', async () => {
    const submitted = await rig.submit(rig.answer(variants.moderation.submit));
    expect(submitted).toMatchObject({ outcome: 'rejected', failure: { kind: 'moderation', charged: 'no' } });
    const looked = await rig.poll(rig.answer(variants.moderation.poll));
    expect(looked).toMatchObject({ outcome: 'failed', failure: { kind: 'moderation' } });
    expect(policies.moderation).toMatchObject({ retried: false, act: 'edit' });
  });

  it.each([
    'input new_sensitive (1026)',
    'output new_sensitive (1027)',
    'blocked by moderation',
    'violates the content policy',
  ])('C1 the words “%s” mean the content filter', async (words) => {
    const outcome = await rig.submit({ status: 400, json: rig.filled(variants.envelope, { words }) });
    expect(outcome).toMatchObject({ outcome: 'rejected', failure: { kind: 'moderation' } });
  });

  it('C2 a pause without a time names none; one with a time names it', async () => {
    const json = rig.filled(variants.envelope, { words: 'slow down' });
    const silent = await rig.submit({ status: 429, json });
    expect(silent).toMatchObject({ outcome: 'not-sent', failure: { kind: 'rate-limited', charged: 'no' } });
    expect(failureOf(silent).retryAfterMs).toBeUndefined();
    for (const [value, waitMs] of [
      ['30', 30_000],
      [new Date(sentAt + 45_000).toUTCString(), 45_000],
    ] as const) {
      const outcome = await rig.submit({
        status: 429,
        headers: { date: new Date(sentAt).toUTCString(), 'retry-after': value },
        json,
      });
      expect(outcome).toMatchObject({ outcome: 'not-sent', failure: { retryAfterMs: waitMs } });
    }
    const garbled = failureOf(await rig.submit({ status: 429, headers: { 'retry-after': 'soon' }, json }));
    expect(garbled.retryAfterMs).toBeUndefined();
  });

  it('C3 a wrong key, service and region look alike, and the advice names all three', async () => {
    const outcome = await rig.submit(rig.answer(variants.unauthorized));
    expect(outcome).toMatchObject({
      outcome: 'rejected',
      failure: { kind: 'key-rejected', httpStatus: 401, charged: 'no' },
    });
    for (const word of ['key', 'service', 'region']) expect(policies['key-rejected'].advice).toContain(word);
  });

  it('C4 a link whose time has passed by our clock is still handed on', async () => {
    const link = 'https://clips.example.com/a%2Fb.mp4?Expires=1600000000&Signature=x%2By%3D';
    const outcome = await rig.poll({ json: rig.filled(variants.finished, { link }) });
    expect(outcome).toMatchObject({ outcome: 'succeeded', outputs: [{ url: link }] });
  });

  it('C5 no price is made up', async () => {
    expect(JSON.stringify(provider.models)).not.toMatch(/price|cost|usd|\$\s?\d/i);
    for (const documented of answers.submit) {
      expect(await rig.submit(rig.answer(documented))).not.toHaveProperty('cost');
    }
    expect(
      await rig.poll({ json: rig.filled(variants.finished, { link: 'https://clips.example.com/a.mp4' }) }),
    ).not.toHaveProperty('cost');
  });
});
