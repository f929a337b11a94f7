import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providers } from '../../../src/main/providers/index.ts';
import type { ModelSpec } from '../../../src/shared/model.ts';
import { readFixtures } from './fixtures.ts';
import { acceptedRemote, expectCall, failureOf, startRig, type Rig } from './rig.ts';

/** Every provider through the calls and answers that its own pages document. */
describe.each(providers.map((provider) => [provider.name, provider] as const))(
  '%s as documented',
  (_name, provider) => {
    const { requests, answers } = readFixtures(provider.id);
    let rig: Rig;
    beforeAll(async () => {
      rig = await startRig(provider);
    });
    afterAll(async () => rig.stop());

    it.each(requests.submit.map((documented) => [documented.title, documented] as const))(
      'sends exactly the documented request: %s',
      async (_title, { request, call }) => {
        const first = answers.submit[0];
        expect(first).toBeDefined();
        if (first === undefined) return;
        const { modelId = provider.models[0].id, ...rest } = request;
        const outcome = await rig.submit(rig.answer(first), { request: withoutUndefined({ modelId, ...rest }) });
        expect(outcome).toMatchObject({ outcome: 'accepted' });
        expect(rig.server.received).toHaveLength(1);
        expectCall(rig, rig.server.received[0], call);
      },
    );

    it.each(provider.models.map((model) => [model.name, model] as const))(
      'has a documented request without any option, one with every option and one per kind of picture: %s',
      (_model, model) => {
        const cases = requests.submit.filter(({ request }) => (request.modelId ?? provider.models[0].id) === model.id);
        const options = cases.map(({ request }) => optionsOf(request).sort());
        expect(options).toContainEqual([]);
        expect(options).toContainEqual(optionsOfferedBy(model).sort());
        const pictures = new Set(cases.map(({ request }) => request.firstFrame?.kind ?? 'none'));
        expect([...pictures].sort()).toEqual(pictureKinds(model).sort());
      },
    );

    it.each(answers.submit.map((documented) => [documented.title, documented] as const))(
      'takes the documented answer to a submit: %s',
      async (_title, documented) => {
        const outcome = await rig.submit(rig.answer(documented));
        const remote = acceptedRemote(outcome);
        expect(remote.id).toBe(requests.jobId);
        if (outcome.outcome !== 'accepted') return;
        expect((outcome.outputs ?? []).map(({ url }) => url)).toEqual(documented.outputs ?? []);
      },
    );

    it('looks with exactly the documented call', async () => {
      const first = answers.poll[0];
      if (first === undefined) throw new Error('no documented look');
      await rig.poll(rig.answer(first));
      expect(rig.server.received).toHaveLength(1);
      expectCall(rig, rig.server.received[0], requests.poll);
    });

    it.each(answers.poll.map((documented) => [documented.title, documented] as const))(
      'understands the documented look: %s',
      async (_title, documented) => {
        const outcome = await rig.poll(rig.answer(documented));
        expect(outcome).toMatchObject(documented.outcome);
        for (const field of documented.absent) expect(outcome).not.toHaveProperty(field);
        if (outcome.outcome === 'failed') expect(outcome.failure.stage).toBe('poll');
        expect(rig.server.received).toHaveLength(1);
      },
    );

    it('keeps the job when a look is turned away because of the key or the account', async () => {
      const { unauthorized, forbidden } = rig.fixtures.variants;
      const rejected = await rig.poll(rig.answer(unauthorized));
      expect(rejected).toMatchObject({ outcome: 'unclear', failure: { kind: 'key-rejected', httpStatus: 401 } });
      const refused = await rig.poll(rig.answer(forbidden));
      expect(refused).toMatchObject({ outcome: 'unclear', failure: { kind: 'not-permitted', httpStatus: 403 } });
    });

    it('keeps the job when a proxy, in its own form, turns a look away', async () => {
      const unknown = await rig.poll({ status: 401, body: '<html>Sign in</html>' });
      expect(unknown).toMatchObject({ outcome: 'unclear', failure: { kind: 'key-rejected' } });
      const refused = await rig.poll({ status: 403, body: '<html>Not here</html>' });
      expect(refused).toMatchObject({ outcome: 'unclear', failure: { kind: 'not-permitted' } });
    });

    it.each([
      ['a page in place of JSON', { body: '<html><h1>Busy</h1></html>' }],
      ['nothing', { body: '' }],
      ['half of a JSON text', { body: '{"task_id": "a' }],
      ['half of the promised bytes', { body: '{"status":"nothing to see here"}', ending: 'truncated' }],
      ['a reset', { ending: 'reset' }],
      ['a closed connection', { ending: 'close' }],
      ['502', { status: 502, body: '<html>Bad gateway</html>' }],
      ['503', { status: 503, json: { error: 'busy', message: 'busy' } }],
      ['a job that is not there yet', { status: 404, body: '' }],
    ] as const)('keeps the job when a look brings %s', async (_title, answer) => {
      const outcome = await rig.poll(answer, { ageMs: 5000 });
      expect(['unclear', 'waiting']).toContain(outcome.outcome);
    });

    it('keeps the job when a look meets the documented 404 early on', async () => {
      const outcome = await rig.poll(rig.answer(rig.fixtures.variants.notFound), { ageMs: 5000 });
      expect(['unclear', 'waiting']).toContain(outcome.outcome);
    });

    it('passes on how long a look should wait, and makes no time up', async () => {
      const body = rig.filled(rig.fixtures.variants.envelope, { words: 'slow down' });
      const asked = await rig.poll({ status: 429, headers: { 'retry-after': '9' }, json: body });
      expect(asked).toMatchObject({ outcome: 'unclear', failure: { kind: 'rate-limited', retryAfterMs: 9000 } });
      const silent = await rig.poll({ status: 429, json: body });
      expect(silent).toMatchObject({ outcome: 'unclear', failure: { kind: 'rate-limited' } });
      expect(failureOf(silent).retryAfterMs).toBeUndefined();
    });

    it('tests a key with the documented free call, or says plainly that there is none', async () => {
      expect(provider.keyTest.free).toBe(requests.keyTest.free);
      expect(provider.keyTest.note).toMatch(/\w+ \w+/);
      if (!requests.keyTest.free) {
        expect(answers.keyTest).toEqual([]);
        return;
      }
      expect(answers.keyTest.map(({ works }) => works)).toEqual(expect.arrayContaining([true, false]));
      for (const { status, headers, body, text, works, kind } of answers.keyTest) {
        const answer = text === undefined ? { status, headers, json: body } : { status, headers, body: text };
        const outcome = await rig.testKey(answer);
        expect(outcome.works).toBe(works);
        if (kind !== undefined) expect(failureOf(outcome).kind).toBe(kind);
        expect(rig.server.received).toHaveLength(1);
        expectCall(rig, rig.server.received[0], requests.keyTest.call);
      }
    });
  },
);

type DocumentedRequest = ReturnType<typeof readFixtures>['requests']['submit'][number]['request'];
const fixed = ['modelId', 'prompt', 'firstFrame'];

function optionsOf(request: DocumentedRequest): string[] {
  return Object.keys(request).filter((name) => !fixed.includes(name));
}

function optionsOfferedBy(model: ModelSpec): string[] {
  return [
    ...Object.keys(model.flags),
    ...(model.durations.length === 0 ? [] : ['durationSeconds']),
    ...(model.resolutions.length === 0 ? [] : ['resolution']),
    ...(model.callbackUrl ? ['callbackUrl'] : []),
  ];
}

function pictureKinds({ image }: ModelSpec): string[] {
  const taken = (image?.sources ?? []).map((source) => (source === 'file' ? 'data' : 'url'));
  return image?.use === 'required' ? taken : ['none', ...taken];
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}
