import { expect, it } from 'vitest';
import { plainText } from './plain-text.ts';

it.each([
  ['<p>Access <b>denied</b></p>', 'Access denied'],
  ['<style>p{}</style><script>alert(1)</script>left', 'left'],
  ['a&nbsp;&quot;b&quot; &amp;lt;script&gt;', 'a "b" &lt;script&gt;'],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
  ['line\n\tline\u0000\u202eevil', 'line line evil'],
  ['<img src=x onerror=alert(1)>', ''],
])('makes plain text of %j', (raw, plain) => {
  expect(plainText(raw)).toBe(plain);
});

it('keeps at most 2,000 characters, and is quick with nothing but brackets', () => {
  expect(plainText('x'.repeat(5000))).toHaveLength(2000);
  const before = performance.now();
  for (const part of ['<a', '<script>', '<!--', '<script ']) plainText(part.repeat(500_000));
  expect(performance.now() - before).toBeLessThan(2000);
});
