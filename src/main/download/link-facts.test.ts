import { describe, expect, it } from 'vitest';
import { expiryOf } from './link-expiry.ts';
import { networkFailure } from './network-failure.ts';
import { RefusedAddress } from './network-policy.ts';
import { splitUrl } from './raw-url.ts';
import { sniffVideo } from './sniff-video.ts';

describe('splitUrl', () => {
  it.each([
    ['https://h.example/a%2Fb?', 'https://h.example', '/a%2Fb?'],
    ['https://h.example', 'https://h.example', '/'],
    ['https://h.example?x=1', 'https://h.example', '/?x=1'],
    ['HTTPS://H.example:443/a/../b/./c', 'https://h.example', '/a/../b/./c'],
    ['https://h.example/a b/ü?q=霓虹&r=%zz#part', 'https://h.example', '/a%20b/%C3%BC?q=%E9%9C%93%E8%99%B9&r=%zz'],
    ['https://h.example/x?a=[1]&b={"c"}|^`', 'https://h.example', '/x?a=[1]&b={"c"}|^`'],
  ])('%s', (url, origin, path) => {
    expect(splitUrl(url)).toEqual({ origin, path });
  });

  it.each(['', 'ftp://h.example/', '//h.example/', 'https://', 'https:\\\\h.example\\', 'https://h.example/\ud800'])(
    'refuses %j',
    (url) => {
      expect(splitUrl(url)).toBeUndefined();
    },
  );
});

describe('expiryOf', () => {
  const at = Date.UTC(2026, 10, 21, 7);
  it.each([
    ['https://h.example/a?X-Amz-Date=20261121T070000Z&X-Amz-Expires=60', at + 60_000],
    ['https://h.example/a?x-goog-date=20261121T070000Z&x-goog-expires=60', at + 60_000],
    ['https://h.example/a?x-oss-date=20261121T070000Z&x-oss-expires=60', at + 60_000],
    ['https://h.example/a?Expires=1795244400&Signature=x', 1_795_244_400_000],
    ['https://h.example/a?se=2026-11-21T07%3A00%3A00Z&sig=x', at],
    ['https://h.example/a?expires=3600', undefined],
    ['https://h.example/a?se=2026-11-21', undefined],
    ['https://h.example/a', undefined],
    ['nonsense', undefined],
  ])('%s', (url, expected) => {
    expect(expiryOf(url)).toBe(expected);
  });
});

describe('sniffVideo', () => {
  it.each([
    ['\0\0\0\u0020ftypisom', 'video/mp4'],
    ['\0\0\0\u0014ftypqt  ', 'video/quicktime'],
    ['\u001a\u0045\u00df\u00a3\u0001\0\0\0\0\0\0\0', 'video/webm'],
    ['<!DOCTYPE html>', 'text'],
    ['\u00ef\u00bb\u00bf{"error":1}', 'text'],
    ['\n\n  <html>', 'text'],
    ['GIF89a\0\0\0\0\0\0', 'other'],
    ['', 'other'],
  ])('%j is %s', (text, expected) => {
    expect(sniffVideo(Buffer.from(text, 'latin1'))).toBe(expected);
  });
});

describe('networkFailure', () => {
  const coded = (code: string): Error => Object.assign(new Error('raw text of the system'), { code });
  it.each([
    [coded('ENOTFOUND'), 'trouble', 'network', /not found/],
    [coded('ECONNREFUSED'), 'trouble', 'network', /could not be reached/],
    [new AggregateError([coded('ECONNREFUSED')]), 'trouble', 'network', /could not be reached/],
    [coded('UND_ERR_BODY_TIMEOUT'), 'trouble', 'timeout', /stopped answering/],
    [coded('ETIMEDOUT'), 'trouble', 'timeout', /stopped answering/],
    [coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'trouble', 'network', /prove who it is/],
    [coded('UND_ERR_SOCKET'), 'trouble', 'network', /broke/],
    [
      new Error('outer', { cause: new RefusedAddress([{ template: 'That is refused.' }]) }),
      'refused',
      'network',
      /^That is refused\.$/,
    ],
    ['a string', 'trouble', 'network', /broke/],
  ])('%s', (error, kind, failureKind, message) => {
    const said = networkFailure(error);
    expect(said).toMatchObject({ kind, failure: { kind: failureKind, stage: 'download' } });
    expect(said.failure.message).toMatch(message);
    expect(said.failure.message).not.toContain('raw text');
  });
});
