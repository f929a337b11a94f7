import { expect, test } from 'vitest';
import { chainFileName, frameFileName } from './file-names.ts';

const asset = { path: '2026-11/a calm.sea-0142.mp4' };

test('a frame is named by its clip and its number, so that files sort as they play', () => {
  expect(frameFileName(asset, { index: 6, count: 144 })).toBe('a calm.sea-0142 frame 007.png');
  expect(frameFileName(asset, { index: 143, count: 144 })).toBe('a calm.sea-0142 last frame.png');
  expect(frameFileName({ path: 'b.mp4' }, { index: 0, count: 2 })).toBe('b frame 1.png');
});

test('a chain is named by its first clip', () => {
  expect(chainFileName(asset, 3)).toBe('a calm.sea-0142 chain of 3.mp4');
});
