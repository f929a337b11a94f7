import { describe, expect, it } from 'vitest';
import { findIn } from './canary.ts';
import { canaryKeys } from './providers.ts';

const key = canaryKeys.novita;

/** The search itself has to find what is there, or finding nothing would prove nothing. */
describe('looking for a key', () => {
  it.each([
    ['as it is', `authorization: Bearer ${key}`],
    ['a part of it', `…${key.slice(5, 22)}…`],
    ['url-encoded', encodeURIComponent(`Bearer ${key}`)],
    ['in base64', Buffer.from(key).toString('base64')],
    ['in base64 inside a longer text', Buffer.from(`{"a":"${key}"}`).toString('base64')],
    ['in base64 one byte further', Buffer.from(`{"ab":"${key}"}`).toString('base64')],
    ['in base64 two bytes further', Buffer.from(`{"abc":"${key}"}`).toString('base64')],
    ['in hex', Buffer.from(key).toString('hex')],
    ['in UTF-16', Buffer.from(`key ${key}`, 'utf16le')],
    ['backwards', Array.from(key).reverse().join('')],
  ])('finds it %s', (_name, content) => {
    expect(findIn('here', content, [key]).length).toBeGreaterThan(0);
  });

  it('does not take its last four characters for it', () => {
    expect(findIn('here', `ends in ${key.slice(-4)}`, [key])).toEqual([]);
  });
});
