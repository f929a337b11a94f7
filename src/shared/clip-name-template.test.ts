import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipNameFields, renderClipName, slugOf } from './clip-name-template.ts';

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

describe('renderClipName', () => {
  const clip = {
    createdAt: new Date(2026, 0, 31, 7, 5).getTime(),
    request: {
      providerId: 'sample',
      modelId: 'video-02',
      prompt: 'A fox',
      durationSeconds: 6,
      resolution: '768P',
    } as const,
  };

  it.each([
    ['{prompt}', 'a-fox'],
    ['{date} {time} {provider} {model} {prompt}', '2026-01-31 0705 sample video-02 a-fox'],
    ['{mode}_{duration}_{resolution}', 'text_6s_768P'],
    ['{nothing}', 'clip'],
    ['', 'clip'],
    ['  . ', 'clip'],
    ['../../{prompt}', 'a-fox'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['con', 'clip-con'],
    ['NUL.{prompt}', 'clip-NUL.a-fox'],
    ['ends with dots...', 'ends with dots'],
    ['\u202Egnp.{prompt}', 'gnp.a-fox'],
    ['Cafe\u0301 {prompt}', 'Caf\u00E9 a-fox'],
    ['{{prompt}}', 'a-fox'],
  ])('%j becomes %s', (template, name) => {
    expect(renderClipName(template, clip)).toBe(name);
  });

  it('every field has a value', () => {
    for (const field of clipNameFields) expect(renderClipName(`{${field}}`, clip), field).not.toBe('clip');
  });

  it('is a safe name for any template and any prompt', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
    );
    fc.assert(
      fc.property(text, text, (before, prompt) => {
        const name = renderClipName(`${before}{prompt}`, { ...clip, request: { ...clip.request, prompt } });
        expect(name).not.toBe('');
        expect(name).toBe(name.normalize('NFC'));
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(205);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}]|^[. ]|[. ]$/u);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i);
      }),
      { numRuns: 1000 },
    );
  });
});
