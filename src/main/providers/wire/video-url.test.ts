import { expect, it } from 'vitest';
import { pickVideoUrl } from './video-url.ts';

const signed = 'https://oss.example/inference_output%2Fvideo%2Foutput.mp4?';

it.each([
  [[signed], signed],
  [[['https://a.example/1.mp4', 'https://a.example/2.mp4']], 'https://a.example/1.mp4'],
  [[['http://127.0.0.1:9/1.mp4', 'https://a.example/2.mp4']], 'https://a.example/2.mp4'],
  [['http://127.0.0.1:9/1.mp4'], 'http://127.0.0.1:9/1.mp4'],
  [[[{ video_url: '' }, { video_url: 'https://a.example/2.mp4' }]], 'https://a.example/2.mp4'],
  [[{ url: 'https://a.example/3.mp4' }], 'https://a.example/3.mp4'],
  [[undefined, 'https://a.example/4.mp4'], 'https://a.example/4.mp4'],
  [['http://[::1]:9/1.mp4'], 'http://[::1]:9/1.mp4'],
  [['http://a.example/1.mp4'], undefined],
  [['http://127.0.0.1.evil.example/1.mp4'], undefined],
  [['file:///etc/passwd'], undefined],
  [['javascript:alert(1)'], undefined],
  [['data:video/mp4;base64,AAAA'], undefined],
  [['{The URL of the generated video}'], undefined],
  [[''], undefined],
  [[null, 3, []], undefined],
])('picks from %j: %j', (candidates, url) => {
  expect(pickVideoUrl(...candidates)).toBe(url);
});
