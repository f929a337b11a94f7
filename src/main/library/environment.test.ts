import { describe, expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';
import { isLoopbackName } from '../../shared/public-url.ts';
import { normaliseOrigin } from './origin-rule.ts';

describe('normaliseOrigin', () => {
  it.each([
    ['https://proxy.example', 'https://proxy.example'],
    [' https://Proxy.Example:8443/ ', 'https://proxy.example:8443'],
    ['https://10.0.0.5', 'https://10.0.0.5'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('takes %s', (text, origin) => {
    expect(normaliseOrigin(text)).toBe(origin);
  });

  it.each([
    '',
    'proxy.example',
    'http://proxy.example',
    'http://0.0.0.0',
    'http://10.0.0.5',
    'http://127.evil.example',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1@evil.example',
    'https://me:pass@proxy.example',
    'https://@proxy.example',
    'https://proxy.example/v1',
    'https://proxy.example?x=1',
    'https://proxy.example/?',
    'https://proxy.example#x',
    'ftp://proxy.example',
    'file:///etc',
  ])('refuses %s', (text) => {
    expect(normaliseOrigin(text)).toBeUndefined();
  });

  it('knows loopback by its exact name', () => {
    expect(['localhost', '[::1]', '127.0.0.1', '127.9.8.7'].every(isLoopbackName)).toBe(true);
    expect(['127.evil', 'localhost.evil', '127.0.0.1.evil', '0.0.0.0', '128.0.0.1', ''].some(isLoopbackName)).toBe(
      false,
    );
  });
});

describe('readEnvironment', () => {
  it('reads origins and the poll time', () => {
    const environment = { CONCH_NOVITA_URL: 'http://127.0.0.1:9', CONCH_PIXAZO_URL: ' ', CONCH_POLL_MS: '200' };
    expect(readEnvironment(environment, ['novita', 'pixazo'])).toEqual({
      origins: { novita: 'http://127.0.0.1:9' },
      pollMs: 200,
      notices: [],
    });
  });

  it.each(['5', '99', '-200', '1e3', 'fast', '100.5'])('ignores %s as a poll time, and says so', (text) => {
    const read = readEnvironment({ CONCH_POLL_MS: text }, []);
    expect(read.pollMs).toBeUndefined();
    expect(read.notices[0]?.message).toContain('CONCH_POLL_MS');
  });

  it('ignores an origin that cannot be used, and says which variable without repeating it', () => {
    const read = readEnvironment({ CONCH_NOVITA_URL: 'https://user:secret@elsewhere.example' }, ['novita']);
    expect(read.origins).toEqual({});
    expect(read.notices[0]?.message).toContain('CONCH_NOVITA_URL');
    expect(read.notices[0]?.message).not.toContain('secret');
  });
});
