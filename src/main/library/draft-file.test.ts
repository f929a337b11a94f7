import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeptDraft } from '../../shared/kept-draft.ts';
import { openDraftFile } from './draft-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-draft-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function written(prompt: string, changedAt: number): KeptDraft {
  const picture = { id: 'a'.repeat(64), type: 'image/png' as const, sizeBytes: 5, widthPixels: 8, heightPixels: 6 };
  return {
    changedAt,
    draft: { prompt, providerId: 'novita', firstFrame: { kind: 'picture', picture } },
    remembered: { pixazo: { durationSeconds: 10 } },
    values: { subject: 'a fox' },
  };
}

describe('the file of the draft', () => {
  it('is not there at first', () => {
    expect(openDraftFile(folder).read()).toBeUndefined();
  });

  it('brings back everything at the next start, the picture included', async () => {
    await openDraftFile(folder).keep(written('A fox', 10));
    expect(openDraftFile(folder).read()).toEqual(written('A fox', 10));
  });

  it('holds what was written last, whichever message comes first', async () => {
    const file = openDraftFile(folder);
    await Promise.all([file.keep(written('newer', 20)), file.keep(written('older', 10))]);
    expect([file.read(), openDraftFile(folder).read()]).toEqual([written('newer', 20), written('newer', 20)]);
  });

  it.each(['', '{', '[]', '{"draft":7}'])('is as good as not there when it says %j', async (text) => {
    writeFileSync(join(folder, 'draft.json'), text);
    const file = openDraftFile(folder);
    expect(file.read()).toBeUndefined();
    await file.keep(written('new', 1));
    expect(openDraftFile(folder).read()?.draft.prompt).toBe('new');
  });

  it('says so when the disk refuses, and tries again with the next change', async () => {
    const file = openDraftFile(folder);
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'a file where the folder was');
    await expect(file.keep(written('lost?', 1))).rejects.toMatchObject({ failure: { kind: 'disk' } });
    rmSync(folder);
    await file.keep(written('not lost', 2));
    expect(openDraftFile(folder).read()?.draft.prompt).toBe('not lost');
  });
});
