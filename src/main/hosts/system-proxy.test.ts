import { describe, expect, it } from 'vitest';
import { proxyFromEnvironment, proxyFromScript } from './system-proxy.ts';

describe('the proxy of a desktop', () => {
  it.each([
    ['DIRECT', undefined],
    ['', undefined],
    ['PROXY proxy.example:3128; DIRECT', 'http://proxy.example:3128'],
    ['HTTPS proxy.example:443', 'https://proxy.example:443'],
    ['SOCKS5 10.0.0.1:1080;PROXY other:1', 'socks5://10.0.0.1:1080'],
    ['SOCKS 10.0.0.1:1080', 'socks4://10.0.0.1:1080'],
    ['DIRECT; PROXY proxy.example:3128', undefined],
  ])('%s is %s', (answer, address) => {
    expect(proxyFromScript(answer)).toBe(address);
  });
});

describe('the proxy of an environment', () => {
  const url = 'https://api.example.test';
  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128'],
    [{ https_proxy: 'http://small:1', HTTPS_PROXY: 'http://big:1' }, 'http://small:1'],
    [{ HTTP_PROXY: 'http://proxy:3128' }, undefined],
    [{ ALL_PROXY: 'socks5://proxy:1080' }, 'socks5://proxy:1080'],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: '*' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'localhost, .example.test' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy:1', no_proxy: 'example.test:443' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy:1', no_proxy: 'example.test:8443' }, 'http://proxy:1'],
    [{ HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'ample.test, ::1, [::1]:443' }, 'http://proxy:1'],
    [{ HTTPS_PROXY: '', ALL_PROXY: '' }, undefined],
  ])('%j', (environment, address) => {
    expect(proxyFromEnvironment(environment, url)).toBe(address);
  });
});
