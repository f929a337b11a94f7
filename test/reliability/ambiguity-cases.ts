import type { Provider } from '../../src/main/providers/provider.ts';
import type { FailureKind } from '../../src/shared/failure.ts';
import type { JobState } from '../../src/shared/job.ts';
import { fill, readFixtures } from '../conformance/providers/fixtures.ts';
import type { ScriptedAnswer } from '../support/scripted-server.ts';

/** One way in which a paid request can end, and what the job must then be. */
export interface AmbiguityCase {
  readonly title: string;
  readonly row: 'not sent' | 'rejected' | 'not accepted' | 'accepted' | 'unknown';
  readonly answer: ScriptedAnswer;
  /** In place of the provider's server. */
  readonly origin?: 'refusing' | 'no such name' | 'no TLS';
}

/** What a job is after each row of the classification table; a refusal for want of one of `heldFor` leaves it queued. */
export const stateAfter: Record<AmbiguityCase['row'], JobState> = {
  'not sent': 'queued',
  rejected: 'failed',
  'not accepted': 'queued',
  accepted: 'waiting',
  unknown: 'unknown',
};

/** What the person has to mend at the provider: the clip itself is none the worse for it, so it waits. */
export const heldFor: ReadonlySet<FailureKind | undefined> = new Set(['key-rejected', 'not-permitted', 'balance']);

const page = '<!doctype html><html><body><h1>One moment</h1></body></html>';
const html = { 'content-type': 'text/html' };
const json = { 'content-type': 'application/json' };
const refusalStatuses = [400, 401, 402, 403, 404, 413, 415, 422];
const troubleStatuses = [408, 409, 425, 500, 501, 502, 503, 504, 507, 520, 522, 524, 599];

/** All cases of one provider, made of its own documented answers. */
export function casesFor(provider: Provider): AmbiguityCase[] {
  const { answers, requests, variants } = readFixtures(provider.id);
  const filled = (value: unknown, words = 'our words'): unknown => fill(value, { id: requests.jobId, words });
  const envelope = (words?: string): unknown => filled(variants.envelope, words);
  const taken = filled(answers.submit[0]?.body);
  const cases: AmbiguityCase[] = [];
  const add = (row: AmbiguityCase['row'], title: string, answer: ScriptedAnswer): void =>
    void cases.push({ row, title, answer });

  for (const origin of ['refusing', 'no such name', 'no TLS'] as const)
    cases.push({ row: 'not sent', title: origin, answer: {}, origin });
  for (const status of [200, 201, 202]) add('accepted', `${status} with an id`, { status, json: taken });
  for (const { title, status, headers, body, outputs } of answers.submit)
    if (outputs === undefined) add('accepted', `documented: ${title}`, { status, headers, json: filled(body) });
  for (const [index, { status, headers, body, outcome }] of answers.refusals.entries()) {
    const row = ({ rejected: 'rejected', 'not-sent': 'not accepted', unclear: 'unknown' } as const)[outcome];
    add(row, `documented refusal ${index}`, { status, headers, json: filled(body) });
  }
  for (const status of refusalStatuses) {
    for (const words of ['our words', 'Ünïcödé ☂ words'])
      add('rejected', `${status} with “${words}”`, { status, json: envelope(words) });
    add('unknown', `${status} with a page`, { status, headers: html, body: page });
    add('unknown', `${status} with nothing`, { status });
    add('unknown', `${status} with an empty object`, { status, json: {} });
    add('unknown', `${status} with half a text`, {
      status,
      headers: json,
      body: JSON.stringify(envelope()).slice(0, -4),
    });
  }
  for (const headers of [{}, { 'retry-after': '2' }, { 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }]) {
    add('not accepted', `429 ${JSON.stringify(headers)}`, { status: 429, headers, json: envelope() });
  }
  for (const status of troubleStatuses) {
    add('unknown', `${status} in the envelope`, { status, json: envelope() });
    add('unknown', `${status} with a page`, { status, headers: html, body: page });
    add('unknown', `${status} with nothing`, { status });
  }
  add('unknown', '503 that names a time', { status: 503, headers: { 'retry-after': '1' }, json: envelope() });
  for (const status of [200, 202]) {
    for (const body of [
      '',
      '{}',
      '[]',
      'null',
      '"accepted"',
      '42',
      'true',
      'OK',
      JSON.stringify(taken).slice(0, -3),
      `${JSON.stringify(taken)}}`,
    ]) {
      add('unknown', `${status} ${body.slice(0, 40)}`, { status, headers: json, body });
    }
    add('unknown', `${status} with a page`, { status, headers: html, body: page });
  }
  add('unknown', '204', { status: 204 });
  for (const status of [300, 301, 302, 303, 307, 308]) {
    add('unknown', `${status} to another path`, { status, headers: { location: '/elsewhere' }, json: envelope() });
    add('unknown', `${status} to itself`, { status, headers: { location: '' }, json: taken });
  }
  for (const ending of ['reset', 'close', 'truncated'] as const) {
    add('unknown', `${ending} after reading`, { ending, json: taken });
    add('unknown', `${ending} a little later`, { ending, json: taken, delayMs: 15 });
  }
  return cases;
}
