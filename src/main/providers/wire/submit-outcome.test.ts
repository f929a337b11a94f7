import { describe, expect, it } from 'vitest';
import type { ProviderAnswer } from '../http.ts';
import { jsonAnswer, noAnswer, pageAnswer } from './scripted-http.ts';
import { refusedLocally, submitOutcome } from './submit-outcome.ts';
import { errorBody, readEnvelope, type VendorError } from './vendor-error.ts';

const refused: VendorError = {
  kind: 'invalid-request',
  verdict: 'final',
  code: 'bad',
  text: 'Bad prompt',
  requestId: 't-1',
};
const later: VendorError = { kind: 'rate-limited', verdict: 'not-now' };
const stumbled: VendorError = { kind: 'provider-failed', verdict: 'unclear' };

/** Reads any `error` as an adapter does, so that the whole table runs through the real reader. */
function read(answer: ProviderAnswer): VendorError | undefined {
  const body = errorBody(answer, ({ error }) => Boolean(error));
  return body === undefined || answer.kind === 'no-answer' ? undefined : readEnvelope(answer, body, {});
}

const envelope = { error: { code: 'x', message: 'no' } };
const refusals = [400, 401, 402, 403, 404, 413, 415, 422];

describe('what became of the paid request', () => {
  it.each([
    ...refusals.map((status) => [`${status} in the envelope`, jsonAnswer(envelope, status), 'rejected'] as const),
    ...refusals.map((status) => [`${status} as HTML`, pageAnswer(status), 'unclear'] as const),
    ...refusals.map((status) => [`${status} with other JSON`, jsonAnswer({ hello: 1 }, status), 'unclear'] as const),
    ...refusals.map((status) => [`${status} with a list`, jsonAnswer(['no'], status), 'unclear'] as const),
    ...[408, 409, 410, 418, 425, 451, 500, 501, 502, 503, 504, 524].flatMap((status) => [
      [`${status} in the envelope`, jsonAnswer(envelope, status), 'unclear'] as const,
      [`${status} as HTML`, pageAnswer(status), 'unclear'] as const,
    ]),
    ...[301, 302, 303, 307, 308].map((status) => [`${status}`, pageAnswer(status, ''), 'unclear'] as const),
    ['429 in the envelope', jsonAnswer(envelope, 429), 'not-sent'] as const,
    ['429 as HTML', pageAnswer(429), 'not-sent'] as const,
    ['proven not sent', noAnswer(false), 'not-sent'] as const,
    ['cut off after sending', noAnswer(true), 'unclear'] as const,
    ['200 without an id', jsonAnswer({ ok: true }), 'unclear'] as const,
    ['200 cut short', pageAnswer(200, '{"task_id":"1'), 'unclear'] as const,
    ['200 empty', pageAnswer(200, ''), 'unclear'] as const,
    ['202 as HTML', pageAnswer(202), 'unclear'] as const,
    ['200 with an error nobody documented', jsonAnswer(envelope), 'unclear'] as const,
    ['200 with a moderation code', jsonAnswer({ error: 'input new_sensitive (1026)' }), 'rejected'] as const,
    ['200 with a code of trouble', jsonAnswer({ error: 'internal (1024)' }), 'unclear'] as const,
    ['200 with a rate code', jsonAnswer({ error: 'slow down (1002)' }), 'not-sent'] as const,
    ['400 with a code of trouble', jsonAnswer({ error: 'unknown (1000)' }, 400), 'unclear'] as const,
  ])('%s', (_name, answer, outcome) => {
    const result = submitOutcome('Shell', answer, read(answer));
    expect(result.outcome).toBe(outcome);
    expect(result.failure.message).toContain('Shell');
    expect(result.failure.stage).toBe('submit');
    expect(result.failure.charged).toBe(outcome === 'unclear' ? 'unknown' : 'no');
    expect(result.failure.kind === 'outcome-unknown').toBe(outcome === 'unclear');
  });

  it.each([
    [200, refused, 'rejected'],
    [200, later, 'not-sent'],
    [200, stumbled, 'unclear'],
    [400, stumbled, 'unclear'],
    [500, refused, 'unclear'],
    [503, later, 'unclear'],
    [429, refused, 'not-sent'],
  ])('%i with the verdict of an adapter', (status, error, outcome) => {
    expect(submitOutcome('Shell', jsonAnswer({}, status), error).outcome).toBe(outcome);
  });

  it('keeps what the vendor said and what its support asks for', () => {
    const answer = { ...jsonAnswer({}, 400), retryAfterMs: 5000 } as ProviderAnswer;
    expect(submitOutcome('Shell', answer, refused, { template: 'Try another.' }).failure).toMatchObject({
      kind: 'invalid-request',
      vendorText: 'Bad prompt',
      vendorCode: 'bad',
      requestId: 't-1',
      httpStatus: 400,
      retryAfterMs: 5000,
      message: expect.stringMatching(/Try another\.$/),
    });
  });

  it('passes on how long to wait', () => {
    const answer = { ...jsonAnswer(envelope, 429), retryAfterMs: 7000 } as ProviderAnswer;
    expect(submitOutcome('Shell', answer, read(answer)).failure).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 7000,
    });
  });

  it('names three causes of a refused key', () => {
    const answer = jsonAnswer(envelope, 401);
    expect(submitOutcome('Shell', answer, read(answer)).failure.message).toMatch(
      /wrong key.*another service.*another region/,
    );
  });

  it('a refusal of our own costs nothing', () => {
    expect(refusedLocally('invalid-image', { template: 'No.' })).toMatchObject({
      outcome: 'rejected',
      failure: { stage: 'local', charged: 'no' },
    });
  });
});
