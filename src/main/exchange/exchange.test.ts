import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isIn } from '../../shared/job.ts';
import { png } from '../../shared/picture/picture-rig.ts';
import { tagsFor } from '../library/embedded-clip.ts';
import { downloadingJob } from '../library/library-rig.ts';
import { createPictureStore } from '../library/picture-store.ts';
import { openLibraryRig, type LibraryRig } from '../library-folder/library-folder-rig.ts';
import { writeTagged } from '../tags/tag-file.ts';
import { clipBytes, exportAll, filesOf, found, importFrom } from './exchange-rig.ts';
import { readKnownClips } from './known-clips.ts';
import { sidecarOf } from '../library/clip-name.ts';
import { sidecarSchema } from '../library/sidecar.ts';
import { exportPlace } from './export-place.ts';

let here: LibraryRig;
let there: LibraryRig;
let desk: string;
beforeEach(() => {
  here = openLibraryRig();
  there = openLibraryRig();
  desk = join(here.dataFolder, 'desk');
  mkdirSync(desk);
});
afterEach(() => {
  here.close();
  there.close();
});

async function inZone<T>(zone: string, act: () => Promise<T>): Promise<T> {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    return await act();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
}

describe.each(['zip', 'folder'] as const)('an export as %s', (kind) => {
  it('comes in whole on another machine: clips, what was added, first frames, collections', async () => {
    const picture = await createPictureStore(join(here.dataFolder, 'pictures')).add(png(400, 300), 'dawn.png');
    const keeping = { favourite: true, rating: 5, tags: ['sea'], note: '=1+1', collectionIds: [], changedAt: 9 };
    const plain = here.addClip({ content: clipBytes() });
    const rich = here.addClip({
      content: clipBytes(),
      change: {
        keeping,
        request: { ...plain.request, prompt: '=HYPERLINK("x")', firstFrame: { kind: 'picture', picture } },
      },
    });
    const { path, report } = await exportAll(kind, here, desk);
    expect(report.summary).toBe('2 clips exported.');
    expect(readdirSync(desk)).toHaveLength(1);
    const imported = await importFrom(path, there);
    expect(imported.summary).toBe('2 clips taken in, every byte checked.');
    for (const job of [plain, rich]) {
      const stored = there.store.get(job.id);
      expect(stored).toMatchObject({ request: job.request, createdAt: job.createdAt });
      expect(stored?.keeping).toEqual(job.keeping);
      if (stored === undefined || !isIn(stored, 'done')) throw new Error('not done');
      expect(stored.progress.asset).toMatchObject({
        sha256: job.progress.asset.sha256,
        widthPixels: expect.any(Number),
      });
      expect(await there.media.absolutePath(stored.progress.asset)).toBeDefined();
    }
    expect(await createPictureStore(join(there.dataFolder, 'pictures')).path(picture.id)).toBeDefined();
    // Nothing that came in is looked for or sent by itself.
    for (const state of ['queued', 'submitting', 'waiting', 'downloading'] as const) {
      expect(there.store.due(Number.MAX_SAFE_INTEGER, 10, { state })).toEqual([]);
    }

    const before = filesOf(there.library);
    const again = await importFrom(path, there);
    expect(again.summary).toContain('No clip was taken in. 2 clips were here already');
    expect(filesOf(there.library)).toEqual(before);
  });

  it('leaves out clips without a file, and says so', async () => {
    const gone = here.addClip();
    here.addClip();
    rmSync(join(here.library, gone.progress.asset.path));
    const { report } = await exportAll(kind, here, desk);
    expect(report.summary).toBe('1 clip exported. 1 clip without a file were left out.');
  });

  it('stopped half-way it leaves nothing behind', async () => {
    here.addClip();
    const controller = new AbortController();
    controller.abort(new Error('stopped'));
    await expect(exportAll(kind, here, desk, controller)).rejects.toThrow('stopped');
    expect(readdirSync(desk)).toEqual([]);
  });

  it('never writes over an earlier export', async () => {
    here.addClip();
    const first = await exportAll(kind, here, desk);
    const second = await exportAll(kind, here, desk);
    expect(second.path).not.toBe(first.path);
    expect(readdirSync(desk)).toHaveLength(2);
  });

  it('is named by the day of the person’s own calendar', async () => {
    // Half past midnight: in one of these places it is another day by world time.
    for (const [zone, now] of Object.entries({
      'Asia/Shanghai': Date.UTC(2026, 10, 20, 16, 30),
      'America/New_York': Date.UTC(2026, 10, 21, 5, 30),
    })) {
      const facts = { exportsFolder: '', libraryFolders: [], workId: '', now };
      const { name } = await inZone(zone, () => exportPlace({ ids: [], kind, folder: desk }, facts));
      expect(name).toContain('2026-11-21');
    }
  });

  it('goes nowhere into the library', async () => {
    const folder = join(here.library, 'copies');
    mkdirSync(folder, { recursive: true });
    const facts = { exportsFolder: '', libraryFolders: here.media.folders(), workId: '', now: 0 };
    await expect(exportPlace({ ids: [], kind, folder }, facts)).rejects.toThrow('outside of your library');
    await expect(exportPlace({ ids: [], kind, folder: 'x' }, facts)).rejects.toThrow('full path');
    await expect(exportPlace({ ids: [], kind, folder: join(desk, 'none') }, facts)).rejects.toThrow('is not there');
  });
});

describe('an import', () => {
  it('a bare folder: described clips come in, others only if the person says so', async () => {
    const job = here.addClip({ content: clipBytes() });
    const folder = join(here.library, '2026-11');
    writeFileSync(join(folder, 'holiday.mp4'), clipBytes());
    writeFileSync(join(folder, 'broken.mp4'), 'no video at all');
    writeFileSync(join(folder, 'settings.json'), '{"of":"another program"}');
    const without = await importFrom(folder, there);
    expect([...there.store.states().keys()]).toEqual([job.id]);
    expect(found(without, 'foreign')).toHaveLength(2);
    const withThem = await importFrom(folder, there, { includeForeign: true });
    expect(found(withThem, 'refused')).toEqual(['This is no whole video.']);
    expect(there.store.size()).toBe(2);
    expect(there.store.getMany([...there.store.states().keys()]).map(({ request }) => request.prompt)).toContain(
      'holiday',
    );
    expect((await importFrom(folder, there, { includeForeign: true })).summary).toContain('No clip was taken in');
  });

  it('a clip’s own sidecar names the collection that came with it', async () => {
    const collection = { id: crypto.randomUUID(), name: 'By the sea', createdAt: 5 };
    here.store.shelf.putCollection(collection);
    const keeping = {
      favourite: false,
      rating: 0,
      tags: [],
      note: '',
      collectionIds: [collection.id],
      changedAt: 9,
    };
    const job = here.addClip({ content: clipBytes(), change: { keeping } });
    const { path } = await exportAll('folder', here, desk);
    await importFrom(path, there);
    const stored = there.store.get(job.id);
    if (stored === undefined || !isIn(stored, 'done')) throw new Error('not done');
    const clip = (await there.media.absolutePath(stored.progress.asset)) ?? '';
    const sidecar = sidecarSchema.parse(JSON.parse(readFileSync(sidecarOf(clip), 'utf8')));
    expect(sidecar.collections).toEqual([{ id: collection.id, name: 'By the sea' }]);
  });

  it('a clip that is refused brings no collection with it', async () => {
    const collection = { id: crypto.randomUUID(), name: 'By the sea', createdAt: 5 };
    here.store.shelf.putCollection(collection);
    const keeping = { favourite: false, rating: 0, tags: [], note: '', collectionIds: [collection.id], changedAt: 9 };
    here.addClip({ content: 'no video at all', change: { keeping } });
    const { path } = await exportAll('folder', here, desk);
    expect(found(await importFrom(path, there), 'refused')).toEqual(['This is no whole video.']);
    expect(there.store.shelf.collections()).toEqual([]);
  });

  it('leaves others their turn while it reads what is here already', async () => {
    const ids = Array.from({ length: 2500 }, () => crypto.randomUUID());
    let turns = 0;
    const reads: number[] = [];
    const timer = setInterval(() => (turns += 1), 0);
    const store = {
      states: () => new Map(ids.map((id) => [id, 'done' as const])),
      getMany(some: readonly string[]) {
        reads.push(turns);
        for (const until = performance.now() + 5; performance.now() < until;) continue;
        expect(some.length).toBeLessThanOrEqual(500);
        return [];
      },
    };
    await readKnownClips(store, new AbortController().signal);
    clearInterval(timer);
    expect(reads).toHaveLength(5);
    expect(new Set(reads).size).toBeGreaterThan(2);
  });

  it('an id that is taken stays with the clip that has it', async () => {
    const mine = there.addClip({ content: clipBytes() });
    here.addClip({ content: clipBytes(), change: { id: mine.id } });
    const report = await importFrom(join(here.library, '2026-11'), there);
    expect(found(report, 'refused')).toEqual(['Another clip in your library has its id.']);
    expect(there.store.get(mine.id)?.progress).toEqual(mine.progress);
  });

  it('the same bytes under another id come in once', async () => {
    const content = clipBytes();
    there.addClip({ content });
    here.addClip({ content });
    expect(found(await importFrom(join(here.library, '2026-11'), there), 'present')).toHaveLength(1);
    expect(there.store.size()).toBe(1);
  });

  it('a clip that is not what its description says is refused, the next one is not', async () => {
    const [swapped, cut, sound] = [0, 1, 2].map(() => here.addClip({ content: clipBytes() }));
    if (!swapped || !cut || !sound) throw new Error('no clips');
    const path = join(here.library, swapped.progress.asset.path);
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(path, bytes);
    truncateSync(join(here.library, cut.progress.asset.path), 0);
    const report = await importFrom(join(here.library, '2026-11'), there);
    expect([...there.store.states().keys()]).toEqual([sound.id]);
    expect(found(report, 'refused').toSorted()).toEqual([
      'The clip has another size than its description says.',
      'The content is not what its description says.',
    ]);
    expect(filesOf(join(there.dataFolder, 'parts'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('links are not followed', async () => {
    const job = here.addClip({ content: clipBytes() });
    const path = join(here.library, job.progress.asset.path);
    const hidden = join(here.dataFolder, 'hidden');
    mkdirSync(hidden);
    writeFileSync(join(hidden, 'secret.mp4'), readFileSync(path));
    rmSync(path);
    symlinkSync(join(hidden, 'secret.mp4'), path);
    symlinkSync(hidden, join(here.library, '2026-11', 'more'));
    const report = await importFrom(join(here.library, '2026-11'), there);
    expect(there.store.size()).toBe(0);
    expect(found(report, 'refused')).toContain('This is a link or a device and no file.');
  });

  it.each([
    ['no archive', 'This file is no ZIP archive'],
    ['nothing', 'There is nothing at'],
    ['relative', 'Give the full path'],
    ['the library itself', 'This folder is your library already'],
  ])('%s is one plain sentence', async (what, sentence) => {
    const text = join(desk, 'text.zip');
    writeFileSync(text, 'just text');
    mkdirSync(there.library, { recursive: true });
    const path = {
      'no archive': text,
      nothing: join(desk, 'none'),
      relative: 'x',
      'the library itself': there.library,
    }[what];
    await expect(importFrom(path ?? '', there)).rejects.toThrow(sentence);
  });
});

describe('a bare folder of clips', () => {
  it('a clip that tells of itself comes in with its prompt, and only once; a silent one stays out', async () => {
    const made = downloadingJob();
    const source = join(import.meta.dirname, '../../../test/fixtures/clips/numbered-24.mp4');
    await writeTagged(source, join(desk, 'a.mp4'), tagsFor(made, { providerName: 'Sample', version: '9.9.9' }));
    writeFileSync(join(desk, 'silent.mp4'), clipBytes());
    const report = await importFrom(desk, there);
    expect(report.summary).toBe('1 clip taken in, every byte checked. 1 clip without a description stayed out.');
    const stored = there.store.get(made.id);
    expect(stored).toMatchObject({ request: made.request, progress: { state: 'done', remote: { id: 'task-42' } } });
    if (stored === undefined || !isIn(stored, 'done')) throw new Error('not done');
    const kept = await there.media.absolutePath(stored.progress.asset);
    expect(readFileSync(kept ?? '')).toEqual(readFileSync(join(desk, 'a.mp4')));
    // Its sidecar lies beside it now.
    expect(filesOf(there.library).filter((name) => name.endsWith('.json'))).toHaveLength(1);
    const again = await importFrom(desk, there);
    expect(found(again, 'present')).toEqual(['The same clip is in your library.']);
    expect(readdirSync(join(there.dataFolder, 'parts'))).toEqual([]);
  });
});
