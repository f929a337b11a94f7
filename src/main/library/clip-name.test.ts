import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipPaths, sidecarOf, slugOf } from './clip-name.ts';

describe('slugOf', () => {
  it.each([
    ['A calm sea at dawn', 'a-calm-sea-at-dawn'],
    ['[Pan left, Zoom in] A fox!', 'pan-left-zoom-in-a-fox'],
    ['Café à la crème – déjà vu', 'cafe-a-la-creme-deja-vu'],
    ['霓虹雨夜，一只猫', '霓虹雨夜-一只猫'],
    ['Ночной город', 'ночной-город'],
    ['ประเทศไทย', 'ประเทศไทย'],
    ['हिन्दी चलचित्र', 'हिन्दी-चलचित्र'],
    ['한국어 영상', '한국어-영상'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\Windows\\System32', 'c-windows-system32'],
    ['con', 'clip-con'],
    ['LPT1', 'clip-lpt1'],
    ['...', 'clip'],
    ['', 'clip'],
    ['🌊🌊🌊', 'clip'],
    ['\u202egnp.exe\u0000', 'gnp-exe'],
  ])('%j becomes %s', (prompt, slug) => {
    expect(slugOf(prompt)).toBe(slug);
  });

  it('ends at a word, and cuts only what has no words', () => {
    expect(slugOf('word '.repeat(20))).toBe('word-word-word-word-word-word-word-word-word');
    expect(slugOf('x'.repeat(200))).toBe('x'.repeat(48));
    expect([...slugOf('霓'.repeat(200))]).toHaveLength(48);
  });

  it('is a safe name for any prompt', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 100 })),
        (prompt) => {
          const slug = slugOf(prompt);
          expect([...slug].length).toBeGreaterThan(0);
          expect([...slug].length).toBeLessThanOrEqual(48);
          expect(slug).toMatch(/^[\p{L}\p{N}\p{M}-]+$/u);
          expect(slug).not.toMatch(/^-|-$/);
          // With the id and an extension it fits the 255 bytes of a file name everywhere.
          expect(Buffer.byteLength(slug) + 1 + 36 + 5).toBeLessThanOrEqual(255);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('clipPaths', () => {
  const job = {
    id: '5b1f6c1e-2f44-4a5b-9d0e-0a1b2c3d4e5f',
    createdAt: new Date(2026, 0, 31, 23, 59).getTime(),
    request: { providerId: 'sample', modelId: 'm', prompt: 'A fox' },
  };
  it('go by the month on the person’s own calendar, and by type', () => {
    expect(clipPaths(job, 'video/mp4')).toEqual(['2026-01/a-fox-5b1f6c1e.mp4', `2026-01/a-fox-${job.id}.mp4`]);
    expect(clipPaths(job, 'video/webm')[0]).toBe('2026-01/a-fox-5b1f6c1e.webm');
    expect(sidecarOf('2026-01/a.b-5b1f6c1e.mov')).toBe('2026-01/a.b-5b1f6c1e.json');
  });
});
