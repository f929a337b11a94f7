import { describe, expect, it } from 'vitest';
import { kindOfError, kindOfText, speaksOfBalance } from './classify.ts';
import { findMinimaxCode, minimaxCode } from './minimax-codes.ts';

describe('kindOfText', () => {
  it.each([
    ['input new_sensitive (1026)', 'moderation'],
    ['output new_sensitive (1027)', 'moderation'],
    ['Your prompt contains sensitive words', 'moderation'],
    ['flagged by our moderation system', 'moderation'],
    ['violates our content policy', 'moderation'],
    ['NSFW content detected', 'moderation'],
    ['ILLEGAL_PROMPT', 'moderation'],
    ['invalid params (2013)', 'invalid-request'],
    ['status_code: 1008, insufficient balance', 'balance'],
    ['field names are case-sensitive', undefined],
    ['rate limit policy exceeded', undefined],
    ['generated in 1026 seconds', undefined],
    ['width 1027 is odd', undefined],
    ['fetch failed', undefined],
    ['', undefined],
  ])('%j is %s', (text, kind) => {
    expect(kindOfText(text)).toBe(kind);
  });
});

describe('kindOfError', () => {
  it.each([
    [400, 'Bad input', 'invalid-request'],
    [400, 'input new_sensitive (1026)', 'moderation'],
    [401, 'policy of this API', 'key-rejected'],
    [402, '', 'balance'],
    [403, '', 'not-permitted'],
    [404, '', 'provider-changed'],
    [413, '', 'invalid-request'],
    [429, 'policy', 'rate-limited'],
    [500, '', 'provider-failed'],
    [500, '(1027)', 'moderation'],
    [503, '', 'provider-failed'],
    [504, '', 'timeout'],
    [200, '', 'provider-changed'],
  ])('%i with %j is %s', (status, text, kind) => {
    expect(kindOfError(status, text)).toBe(kind);
  });
});

it.each([
  ['Insufficient credits', true],
  ['please top up', true],
  ['Your balance is 0', true],
  ['See billing', true],
  ['Access denied', false],
])('%j speaks of balance: %s', (text, does) => {
  expect(speaksOfBalance(text)).toBe(does);
});

it.each([
  ['1000', 'provider-failed', 'unclear'],
  ['1001', 'timeout', 'unclear'],
  ['1002', 'rate-limited', 'not-now'],
  ['1004', 'key-rejected', 'final'],
  ['1008', 'balance', 'final'],
  ['1024', 'provider-failed', 'unclear'],
  ['1026', 'moderation', 'final'],
  ['1027', 'moderation', 'final'],
  ['1033', 'provider-failed', 'unclear'],
  ['1039', 'rate-limited', 'not-now'],
  ['1041', 'rate-limited', 'not-now'],
  ['1042', 'invalid-request', 'final'],
  ['2013', 'invalid-request', 'final'],
  ['2045', 'rate-limited', 'not-now'],
  ['2049', 'key-rejected', 'final'],
  ['2056', 'balance', 'final'],
  ['2061', 'not-permitted', 'final'],
])('MiniMax %s is %s, %s', (code, kind, verdict) => {
  expect(minimaxCode(code)).toEqual({ kind, verdict });
});

it('knows no other codes', () => {
  for (const code of ['0', '9999', 'toString', undefined]) expect(minimaxCode(code)).toBeUndefined();
  expect(findMinimaxCode('error (4242)')).toBeUndefined();
  expect(findMinimaxCode('code: 1026')).toBe('1026');
});
