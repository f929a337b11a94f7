import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FindingKind, WorkReport } from '../../shared/work.ts';
import { openLibraryRig, workTools, type LibraryRig } from './library-folder-rig.ts';
import { scrub } from './scrub.ts';

let rig: LibraryRig;
beforeEach(() => (rig = openLibraryRig()));
afterEach(() => rig.close());

const look = (thorough = false, tools = workTools()): Promise<WorkReport> =>
  scrub({ store: rig.store, media: rig.media, folders: rig.media.folders(), thorough }, tools);
const idsOf = (report: WorkReport, kind: FindingKind): (string | undefined)[] =>
  report.findings.find((group) => group.kind === kind)?.listed.map(({ clipId }) => clipId) ?? [];

describe('scrub', () => {
  it('finds nothing in a library that is whole, and nothing in one that is empty', async () => {
    expect((await look()).summary).toContain('0 clips checked, and all is well');
    rig.addClip();
    rig.addClip();
    const report = await look(true);
    expect(report.findings).toEqual([]);
    expect(report.summary).toContain('2 clips checked, and all is well. Every byte was read');
  });

  it('tells missing, cut, empty and foreign files apart', async () => {
    const [gone, cut, empty, sound] = [rig.addClip(), rig.addClip(), rig.addClip(), rig.addClip()];
    rmSync(join(rig.library, gone.progress.asset.path));
    truncateSync(join(rig.library, cut.progress.asset.path), 3);
    truncateSync(join(rig.library, empty.progress.asset.path), 0);
    writeFileSync(join(rig.library, 'holiday.mp4'), 'not ours');
    writeFileSync(join(rig.library, 'notes.txt'), 'of no concern');
    const report = await look();
    expect(idsOf(report, 'missing')).toEqual([gone.id]);
    expect(new Set(idsOf(report, 'changed'))).toEqual(new Set([cut.id, empty.id]));
    expect(JSON.stringify(report.findings)).toContain('The file is empty.');
    expect(report.findings.find(({ kind }) => kind === 'foreign')).toMatchObject({ total: 1 });
    expect(JSON.stringify(report)).not.toContain(sound.id);
    expect(report.summary).toContain('4 clips checked: 1 missing, 2 changed, 1 not in the list.');
  });

  it('a change of the same size: the quick look sees it by the date, the thorough one in any case', async () => {
    const job = rig.addClip({ content: 'aaaa' });
    const path = join(rig.library, job.progress.asset.path);
    writeFileSync(path, 'bbbb');
    const later = new Date(job.progress.savedAt + 60_000);
    utimesSync(path, later, later);
    expect(idsOf(await look(), 'changed')).toEqual([job.id]);
    const before = new Date(job.progress.savedAt - 60_000);
    utimesSync(path, before, before);
    expect(idsOf(await look(), 'changed')).toEqual([]);
    expect(idsOf(await look(true), 'changed')).toEqual([job.id]);
  });

  it('a copy with a later date but the same bytes has not changed', async () => {
    const job = rig.addClip();
    const later = new Date(job.progress.savedAt + 60_000);
    utimesSync(join(rig.library, job.progress.asset.path), later, later);
    expect((await look()).findings).toEqual([]);
  });

  it('a folder that is not there is one plain sentence, not a list of missing clips', async () => {
    rig.addClip();
    renameSync(rig.library, `${rig.library}-unplugged`);
    await expect(look()).rejects.toThrow('Was a disk taken out?');
  });

  it.skipIf(process.platform === 'win32')(
    'a clip that is a link now counts as missing and is not followed',
    async () => {
      const job = rig.addClip();
      const path = join(rig.library, job.progress.asset.path);
      renameSync(path, join(rig.dataFolder, 'elsewhere.mp4'));
      symlinkSync(join(rig.dataFolder, 'elsewhere.mp4'), path);
      const report = await look();
      expect(idsOf(report, 'missing')).toEqual([job.id]);
      expect(JSON.stringify(report)).toContain('This is a link');
    },
  );

  it('knows clips in folders of earlier days', async () => {
    const old = rig.library;
    rig.addClip();
    await rig.media.rememberFolder(old);
    rig.library = join(rig.dataFolder, 'new');
    mkdirSync(rig.library);
    expect((await look()).findings).toEqual([]);
  });

  it('changes nothing, and stops when asked to', async () => {
    const job = rig.addClip();
    appendFileSync(join(rig.library, job.progress.asset.path), 'more');
    const before = readdirSync(rig.library, { recursive: true });
    const stored = rig.store.get(job.id);
    await look(true);
    expect(readdirSync(rig.library, { recursive: true })).toEqual(before);
    expect(rig.store.get(job.id)).toEqual(stored);
    const controller = new AbortController();
    controller.abort(new Error('stopped'));
    await expect(look(false, workTools(controller))).rejects.toThrow('stopped');
  });
});
