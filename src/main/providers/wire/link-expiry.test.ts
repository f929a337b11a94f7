import { describe, expect, it } from 'vitest';
import { expiryOfLink, expiryWithTtl } from './link-expiry.ts';

const now = Date.UTC(2026, 10, 21, 7, 30, 0);
const amazon = 'https://s3.example/clip.mp4?X-Amz-Date=20261121T073000Z&X-Amz-Expires=900&X-Amz-Signature=a%2Fb';

describe('expiryOfLink', () => {
  it.each([
    ['https://cdn.example/c.mp4?Expires=1795247400&OSSAccessKeyId=x&Signature=y', 1_795_247_400_000],
    [amazon, now + 900_000],
    ['https://s3.example/c.mp4?X-Amz-Expires=900', undefined],
    ['https://s3.example/c.mp4?X-Amz-Date=yesterday&X-Amz-Expires=900', undefined],
    ['https://cdn.example/c.mp4?Expires=soon', undefined],
    ['https://cdn.example/c.mp4', undefined],
    ['no link', undefined],
  ])('%s', (url, at) => {
    expect(expiryOfLink(url)).toBe(at);
  });
});

describe('expiryWithTtl', () => {
  const bare = 'https://cdn.example/c.mp4';
  it.each([
    [bare, '3600', now + 3_600_000],
    [bare, 120, now + 120_000],
    [amazon, '60', now + 60_000],
    [amazon, '0', now + 900_000],
    [amazon, -5, now + 900_000],
    [amazon, 'soon', now + 900_000],
    [amazon, 1e308, now + 900_000],
    [amazon, undefined, now + 900_000],
    [bare, undefined, now + 3_600_000],
    [bare, null, now + 3_600_000],
    [bare, '', now + 3_600_000],
  ])('%s with %j', (url, ttl, at) => {
    expect(expiryWithTtl(url, ttl, now, 3600)).toBe(at);
  });
});
