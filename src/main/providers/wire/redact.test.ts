import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from './redact.ts';

const key = 'eyJ-canary/Key+9=="quoted"';

describe('createRedactor', () => {
  const redact = createRedactor([key, '', 'abc']);

  it.each([
    ['as it is', key],
    ['percent-encoded', encodeURIComponent(key)],
    ['percent-encoded in lower case', encodeURIComponent(key).replace(/%../g, (code) => code.toLowerCase())],
    ['in JSON', JSON.stringify({ key })],
    ['in hex', Buffer.from(key).toString('hex')],
    ['in hex in capitals', Buffer.from(key).toString('hex').toUpperCase()],
    ['in base64', Buffer.from(key).toString('base64')],
    ['in base64 for addresses', Buffer.from(key).toString('base64url')],
  ])('takes out the key %s', (_how, spelling) => {
    const text = redact(`before ${spelling} after ${spelling}`);
    expect(text).not.toContain('canary');
    expect(text.startsWith('before ') && text.includes(' after ')).toBe(true);
  });

  it('finds it in base64 wherever it begins', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (before, after) => {
        const encoded = Buffer.from(before + key + after).toString('base64');
        expect(redact(encoded)).toContain('[key removed]');
      }),
    );
  });

  it('leaves short secrets and other words alone', () => {
    expect(redact('abc abcdef')).toBe('abc abcdef');
  });

  it('takes out the beginning of a key where the text is cut off inside it', () => {
    for (let length = 6; length < key.length; length += 1) {
      expect(redact(`{"error":"${key.slice(0, length)}`)).toBe('{"error":"[key removed]');
    }
    expect(redact(`ends in ${key.slice(0, 5)}`)).toBe(`ends in ${key.slice(0, 5)}`);
  });
});
