import { expect, it } from 'vitest';
import { readErrorText } from './error-text.ts';

it.each([
  [{ error: { code: 'api_error', message: 'fetch failed' } }, 'fetch failed'],
  [{ error: 'Rate limit exceeded' }, 'Rate limit exceeded'],
  [{ error: 'Insufficient Balance', message: 'Top up.' }, 'Insufficient Balance: Top up.'],
  [{ error: 'same', message: 'same' }, 'same'],
  [{ message: 'Body validation error', statusCode: '400' }, 'Body validation error'],
  [{ message: ['prompt must be a string', 'duration must be 6'] }, 'prompt must be a string; duration must be 6'],
  [{ msg: 'nope' }, 'nope'],
  [{ code: 400, reason: 'ILLEGAL_PROMPT', message: '' }, 'ILLEGAL_PROMPT'],
  [{ base_resp: { status_code: 1026, status_msg: 'input new_sensitive' } }, 'input new_sensitive'],
  [{ base_resp: { status_code: 0, status_msg: 'success' } }, undefined],
  [{ detail: 'Not found' }, 'Not found'],
  [{ detail: [{ loc: ['body', 'prompt'], msg: 'field required' }] }, 'field required'],
  [{ error: [{ message: 'one' }, 'two'] }, 'one; two'],
  [['one', { message: 'two' }], 'one; two'],
  ['just text', 'just text'],
  [{ error: '<script>alert(1)</script><b>Denied</b>' }, 'Denied'],
  [{ error: null }, undefined],
  [{ error: {} }, undefined],
  [{}, undefined],
  [[], undefined],
  [null, undefined],
  [42, undefined],
  [{ error: { error: { error: { error: { error: 'deep' } } } } }, undefined],
])('reads %j as %j', (body, text) => {
  expect(readErrorText(body)).toBe(text);
});
