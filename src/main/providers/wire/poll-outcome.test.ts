import { describe, expect, it } from 'vitest';
import type { ProviderAnswer } from '../http.ts';
import { clipFailed, doneWithoutLink, notFound, pollTrouble, waiting } from './poll-outcome.ts';
import { contextFor, jsonAnswer, noAnswer, pageAnswer, scriptedHttp } from './scripted-http.ts';
import type { Answered, VendorError } from './vendor-error.ts';

const answered = (answer: ProviderAnswer): Answered => {
  if (answer.kind === 'no-answer') throw new Error('not an answer');
  return answer;
};
const good = answered(jsonAnswer({ status: 'done' }));
const keyError: VendorError = { kind: 'key-rejected', verdict: 'final' };
const noBalance: VendorError = { kind: 'balance', verdict: 'final' };
const badRequest: VendorError = { kind: 'invalid-request', verdict: 'final' };

describe('pollTrouble', () => {
  it.each([
    ['no answer', noAnswer(true), undefined, 'network'],
    ['a timeout', noAnswer(true, { kind: 'timeout', message: 'Slow.' }), undefined, 'timeout'],
    ['401 as HTML', pageAnswer(401), undefined, 'key-rejected'],
    ['403', pageAnswer(403), undefined, 'not-permitted'],
    ['403 with a key error', jsonAnswer({}, 403), keyError, 'key-rejected'],
    ['400 with a key error', jsonAnswer({}, 400), keyError, 'key-rejected'],
    ['402', jsonAnswer({}, 402), undefined, 'not-permitted'],
    ['400 for want of balance', jsonAnswer({}, 400), noBalance, 'not-permitted'],
    ['429', pageAnswer(429), undefined, 'rate-limited'],
    ['500', jsonAnswer({}, 500), undefined, 'network'],
    ['502 as HTML', pageAnswer(502), undefined, 'network'],
    ['504', pageAnswer(504), undefined, 'timeout'],
    ['200 as HTML', pageAnswer(200), undefined, 'provider-changed'],
    ['a redirect', pageAnswer(302), undefined, 'provider-changed'],
    ['404', pageAnswer(404), undefined, 'provider-changed'],
    ['400', jsonAnswer({}, 400), badRequest, 'provider-changed'],
  ])('%s is never a verdict', (_name, answer, error, kind) => {
    const outcome = pollTrouble('Shell', answer, error);
    expect(outcome).toMatchObject({ outcome: 'unclear', failure: { kind, stage: 'poll', charged: 'unknown' } });
    expect(outcome.failure.message).toContain('Shell');
  });
});

describe('doneWithoutLink', () => {
  it('looks three more times, ten seconds apart, and then keeps the whole answer', () => {
    let remote: { id: string } = { id: 'a' };
    for (let look = 1; look <= 3; look += 1) {
      const outcome = doneWithoutLink('Shell', remote, good);
      expect(outcome).toMatchObject({
        outcome: 'waiting',
        pollAfterMs: 10_000,
        remote: { id: 'a', doneWithoutLink: look },
      });
      remote = outcome.outcome === 'waiting' && outcome.remote !== undefined ? outcome.remote : remote;
    }
    expect(doneWithoutLink('Shell', remote, good)).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'provider-changed', charged: 'unknown', vendorText: '{"status":"done"}' },
    });
  });
});

describe('waiting', () => {
  it('takes the counters back and nothing else', () => {
    expect(waiting({ id: 'a', doneWithoutLink: 2, troublesInARow: 1, more: 'x' }, 'running')).toEqual({
      outcome: 'waiting',
      phase: 'running',
      remote: { id: 'a', more: 'x' },
    });
    expect(waiting({ id: 'a' }, 'queued', { etaMs: 1 })).toEqual({ outcome: 'waiting', phase: 'queued', etaMs: 1 });
  });
});

describe('notFound', () => {
  it('waits out the grace and then is the verdict', () => {
    const http = scriptedHttp();
    expect(notFound('Shell', { id: 'a' }, contextFor(http, 59_999), good, 60_000).outcome).toBe('waiting');
    expect(notFound('Shell', { id: 'a' }, contextFor(http, 60_000), good, 60_000)).toMatchObject({
      outcome: 'failed',
      failure: { charged: 'unknown' },
    });
  });
});

describe('clipFailed', () => {
  it.each([
    [{ kind: 'moderation' }, 'moderation'],
    [{ kind: 'provider-failed', text: 'output new_sensitive (1027)' }, 'moderation'],
    [{ kind: 'provider-failed', text: 'out of memory' }, 'provider-failed'],
    [{ kind: 'rate-limited' }, 'provider-failed'],
    [{ kind: 'provider-changed' }, 'provider-failed'],
    [{ kind: 'invalid-request' }, 'invalid-request'],
  ] as const)('%j ends as %s', (error, kind) => {
    expect(clipFailed('Shell', good, error, 'no')).toMatchObject({
      outcome: 'failed',
      failure: { kind, charged: 'no', stage: 'poll' },
    });
  });
});
