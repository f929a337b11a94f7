import { describe, expect, it } from 'vitest';
import { judgeUrl, type UrlVerdict } from './public-url.ts';

const cases: [string, UrlVerdict][] = [
  ['https://pictures.example/a.jpg', 'public'],
  ['https://8.8.8.8/a.jpg', 'public'],
  ['https://[2606:4700::1111]/a.jpg', 'public'],
  ['  https://pictures.example/a.jpg  ', 'public'],
  ['http://pictures.example/a.jpg', 'insecure'],
  ['https://localhost/a.jpg', 'private'],
  ['https://localhost./a.jpg', 'private'],
  ['https://a.localhost/a.jpg', 'private'],
  ['https://nas.local/a.jpg', 'private'],
  ['https://intranet/a.jpg', 'private'],
  ['http://127.0.0.1:8080/a.jpg', 'private'],
  ['https://2130706433/a.jpg', 'private'],
  ['https://0x7f.1/a.jpg', 'private'],
  ['https://0177.0.0.1/a.jpg', 'private'],
  ['https://10.1.2.3/', 'private'],
  ['https://172.31.0.1/', 'private'],
  ['https://172.32.0.1/', 'public'],
  ['https://192.168.0.1/', 'private'],
  ['https://169.254.169.254/latest', 'private'],
  ['https://100.64.0.1/', 'private'],
  ['https://198.18.0.1/', 'private'],
  ['https://224.0.0.1/', 'private'],
  ['https://[::1]/', 'private'],
  ['https://[::ffff:127.0.0.1]/', 'private'],
  ['https://[fd00::1]/', 'private'],
  ['https://[fe80::1]/', 'private'],
  ['https://[2002:7f00:1::]/', 'private'],
  ['https://[64:ff9b::7f00:1]/', 'private'],
  ['data:image/png;base64,AAAA', 'data'],
  ['DATA:image/png;base64,AAAA', 'data'],
  ['file:///etc/passwd', 'invalid'],
  ['javascript:alert(1)', 'invalid'],
  ['ftp://pictures.example/a.jpg', 'invalid'],
  ['https://user:secret@pictures.example/', 'invalid'],
  ['pictures.example/a.jpg', 'invalid'],
  ['', 'invalid'],
];

describe('judgeUrl', () => {
  it.each(cases)('%s is %s', (url, verdict) => {
    expect(judgeUrl(url)).toBe(verdict);
  });
});
