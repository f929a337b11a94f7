import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providers } from '../../../src/main/providers/index.ts';
import type { Remote } from '../../../src/shared/job.ts';
import type { ScriptedAnswer } from '../../support/scripted-server.ts';
import { readFixtures } from './fixtures.ts';
import { acceptedRemote, startRig, type Rig } from './rig.ts';

/**
 * Whatever a server says, an adapter answers with one of its outcomes: the rig refuses a throw, a field that is not in
 * the type, a failure outside its schema, and a message with markup.
 */
const runs = { numRuns: 240 };

const status = fc.constantFrom(200, 200, 200, 201, 202, 204, 301, 400, 401, 403, 404, 409, 418, 429, 500, 503);
const headers = fc.record(
  {
    'retry-after': fc.constantFrom('5', '-1', '1e9', 'Sat, 21 Nov 2026 12:00:30 GMT', 'soon', '', '0'),
    'content-type': fc.constantFrom('application/json', 'text/html', 'image/png', 'nonsense'),
  },
  { requiredKeys: [] },
);
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\uFEFF{}',
    '{"a":1e999}',
    '[[[[[[',
    '<html><script>alert(1)</script>',
    '{"__proto__":{"polluted":true}}',
    'null',
  ),
);

/** Names and words that adapters look for, so that chance meets them. */
const names = [
  'task_id id request_id generation_id status state task data response items video videos video_url video_url_ttl url',
  'file download_url output media_url content error code message msg reason base_resp status_code status_msg success',
  'eta meta usage progress_percent started_at finished_at statusCode polling_url __proto__ constructor',
].flatMap((line) => line.split(' '));
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1008,
    1026,
    '0',
    '1002',
    '',
    'success',
    'completed',
    'error',
    'FAILED',
  ),
  fc.constantFrom<unknown>(
    'TASK_STATUS_SUCCEED',
    'https://clips.example.com/a.mp4',
    'http://127.0.0.1/a',
    'javascript:1',
  ),
  fc.double(),
  fc.string({ unit: 'binary' }),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('tree'), { maxKeys: 6 }),
  ),
}));

const arbitrary: fc.Arbitrary<ScriptedAnswer> = fc
  .record({
    status,
    headers,
    body: fc.oneof(
      text,
      fc.jsonValue().map((json) => JSON.stringify(json)),
      tree.map((json) => JSON.stringify(json) ?? ''),
    ),
  })
  .map((given) => (given.status === 204 ? { ...given, body: '' } : given));

/** A documented body with one of its values replaced. */
function bent(bodies: readonly unknown[]): fc.Arbitrary<ScriptedAnswer> {
  return fc
    .record({ body: fc.constantFrom(...bodies), at: fc.nat(), by: tree, status: fc.constantFrom(200, 200, 400, 500) })
    .map(({ body, at, by, status }) => ({ status, body: JSON.stringify(replaceAt(body, at, by)) }));
}

function replaceAt(body: unknown, at: number, by: unknown): unknown {
  let left = at % countOf(body);
  function walk(value: unknown): unknown {
    if (left-- === 0) return by;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item)]));
  }
  return walk(body);
}

function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return 1 + Object.values(value).reduce<number>((sum, item) => sum + countOf(item), 0);
}

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  const { answers } = readFixtures(provider.id);
  let rig: Rig;
  let remote: Remote;
  beforeAll(async () => {
    rig = await startRig(provider);
    remote = await rig.takenJob();
  });
  afterAll(async () => rig.stop());

  async function checkSubmit(given: ScriptedAnswer): Promise<void> {
    const outcome = await rig.submit(given);
    if (outcome.outcome === 'accepted') {
      expect(acceptedRemote(outcome).id.trim()).not.toBe('');
      expect(given.status ?? 200).toBeLessThan(300);
    }
    expect(rig.server.received).toHaveLength(1);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  }

  async function checkPoll(given: ScriptedAnswer): Promise<void> {
    const outcome = await rig.poll(given, { remote });
    if (outcome.outcome === 'succeeded') {
      for (const { url } of outcome.outputs) {
        // Over http only from this computer, which is where the simulator lives.
        const { protocol, hostname } = new URL(url);
        expect(protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1')).toBe(true);
      }
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  }

  it('makes an outcome of any answer to a submit', async () => {
    const bodies = [...answers.submit, ...answers.refusals].map(({ body }) => rig.filled(body));
    await fc.assert(fc.asyncProperty(fc.oneof(arbitrary, bent(bodies)), checkSubmit), runs);
  });

  it('makes an outcome of any answer to a look', async () => {
    const bodies = answers.poll.map(({ body }) => rig.filled(body));
    await fc.assert(fc.asyncProperty(fc.oneof(arbitrary, bent(bodies)), checkPoll), runs);
  });
});
