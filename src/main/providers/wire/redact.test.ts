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

describe('links that open something by themselves', () => {
  const name = '0a1b'.repeat(16);
  const unlinked = createRedactor([], [name]);

  it.each([
    `could not fetch https://s3.example.com/b/${name}?X-Amz-Credential=AK%2F1&X-Amz-Signature=00ff: 403`,
    `{"first_image_url":"https:\\/\\/s3.example.com\\/b\\/${name}?X-Amz-Signature=00ff"}`,
    `<a href="https://b.s3.example.com/${name}?X-Amz-Date=1&amp;X-Amz-Signature=00ff">here</a>`,
    `next=https%3A%2F%2Fs3.example.com%2Fb%2F${name}%3FX-Amz-Signature%3D00ff`,
  ])('are gone whole: %s', (text) => {
    const left = unlinked(text);
    expect(left).toContain('[link removed]');
    expect(left).not.toMatch(/00ff|X-Amz|0a1b/);
  });

  it('the link to the finished clip stays', () => {
    const link = 'https://cdn.example.com/clip.mp4?X-Amz-Signature=00ff';
    expect(unlinked(`see ${link}`)).toBe(`see ${link}`);
  });
});
