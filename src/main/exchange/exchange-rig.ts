import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FindingKind, WorkReport } from '../../shared/work.ts';
import { createPictureStore } from '../library/picture-store.ts';
import { workTools, type LibraryRig } from '../library-folder/library-folder-rig.ts';
import { exportClips } from './export-clips.ts';
import { exportPlace } from './export-place.ts';
import { importClips } from './import-clips.ts';
import { openSource } from './open-source.ts';

/** Exports of one small library and imports into another, for the tests of this folder. */

const demoClip = readFileSync(join(import.meta.dirname, '../../../resources/demo/novita-6s-768P.mp4'));

/** A real clip that is unlike any other: a box that players pass over holds a number. */
export function clipBytes(): Buffer {
  const box = Buffer.alloc(24);
  box.writeUInt32BE(24);
  box.write('free', 4, 'latin1');
  box.write(randomUUID().slice(0, 16), 8, 'latin1');
  return Buffer.concat([demoClip, box]);
}

export async function exportAll(
  kind: 'zip' | 'folder',
  rig: LibraryRig,
  desk: string,
  controller = new AbortController(),
): Promise<{ path: string; report: WorkReport }> {
  const ids = [...rig.store.states().keys()];
  const place = await exportPlace(
    { ids, kind, folder: desk },
    { exportsFolder: '', libraryFolders: rig.media.folders(), workId: '', now: Date.UTC(2026, 10, 21) },
  );
  const pictures = createPictureStore(join(rig.dataFolder, 'pictures'));
  const options = { store: rig.store, media: rig.media, pictures, ids, version: '9.9.9', now: () => 5, ...place };
  return { path: place.path, report: await exportClips(options, workTools(controller)) };
}

export async function importFrom(path: string, rig: LibraryRig, { includeForeign = false } = {}): Promise<WorkReport> {
  const source = await openSource(path, rig.media.folders());
  try {
    return await importClips(
      {
        source,
        store: rig.store,
        journal: { writeAll: () => {} },
        forgotten: new Set(),
        media: rig.media,
        pictures: createPictureStore(join(rig.dataFolder, 'pictures')),
        includeForeign,
        originOf: () => '',
        now: () => 1000,
        restored: async () => {},
        collectionsChanged: () => {},
      },
      workTools(),
    );
  } finally {
    await source.close();
  }
}

export const found = (report: WorkReport, kind: FindingKind): string[] =>
  report.findings.find((group) => group.kind === kind)?.listed.map(({ reason }) => reason) ?? [];
export const filesOf = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map(({ name }) => name)
        .toSorted()
    : [];
