import { expect } from '@playwright/test';
import { test } from './support/test.ts';

/**
 * The content security policy. That no journey breaks it is checked after every test; here, that it is there, that it
 * is strict, and that a breach would be noticed.
 */
test('the policy names no other origin and allows no inline script', async ({ studio, window }) => {
  const answer = await window.page.request.get(new URL('/', studio.url()).href);
  const policy = answer.headers()['content-security-policy'] ?? '';
  const directives = new Map(
    policy.split(';').map((part): [string, string[]] => {
      const [name = '', ...values] = part.trim().split(/\s+/);
      return [name, values];
    }),
  );
  expect(directives.get('default-src')).toEqual(["'none'"]);
  expect(directives.get('script-src')).toEqual(["'self'"]);
  expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
  expect(directives.get('base-uri')).toEqual(["'none'"]);
  expect(policy).not.toContain('unsafe-eval');
  const sources = [...directives.values()].flat().filter((source) => /^(https?|wss?):/.test(source));
  expect(sources.filter((source) => !/^ws:\/\/(127\.0\.0\.1|localhost):\d+$/.test(source))).toEqual([]);
});

test.describe('a breach', () => {
  test.use({ expectedErrors: { like: [/content security policy/i] } });

  test('is stopped and noticed', async ({ window }) => {
    const noticed = window.page.waitForEvent('console', (message) => /Content Security Policy/i.test(message.text()));
    const ran = await window.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "it ran"';
      document.body.append(script);
      return document.title;
    });
    await noticed;
    expect(ran).not.toBe('it ran');
  });
});
