import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Asset, Job, JobIn } from '../../shared/job.ts';
import type { DiskCalls } from '../disk/atomic-file.ts';
import { shortNamesDisk } from '../disk/short-names-disk-rig.ts';
import type { VerifiedPart } from '../download/download-output.ts';
import { writeTagged } from '../tags/tag-file.ts';
import { tagsFor } from './embedded-clip.ts';
import { downloadingJob, sampleAccepted } from './library-rig.ts';
import { createMediaStore, type MediaStore } from './media-store.ts';

/** Names of clips that a disk does not take, or that two clips have. */
let dataFolder = '';
let library = '';
let media: MediaStore;
beforeEach(() => {
  dataFolder = realpathSync(mkdtempSync(join(tmpdir(), 'conch-names-')));
  library = join(dataFolder, 'library');
  media = open();
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

function open(disk?: DiskCalls): MediaStore {
  return createMediaStore({
    folder: () => library,
    dataFolder,
    version: '9.9.9',
    providerName: () => 'Sample Provider',
    ...(disk && { disk }),
  });
}

function part({ id }: Job): VerifiedPart {
  const path = media.partPath(id);
  mkdirSync(join(dataFolder, 'parts'), { recursive: true });
  writeFileSync(path, id);
  return { path, sizeBytes: id.length, sha256: createHash('sha256').update(id).digest('hex'), type: 'video/mp4' };
}

const doneWith = (job: Job, asset: Asset): Job => ({
  ...job,
  progress: { state: 'done', ...sampleAccepted, finishedAt: 1, savedAt: 2, asset },
});
const inLibrary = (): string[] =>
  readdirSync(library, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

it.each([
  ['moved', undefined],
  ['copied', 'EXDEV'],
])('a name that is too long for the disk becomes a short one (%s)', async (_how, refusal) => {
  const disk = shortNamesDisk(143, refusal);
  media = open(disk);
  const request = { providerId: 'sample', modelId: 'm', prompt: '霓虹雨夜的街道倒映着灯光'.repeat(20) };
  const job = downloadingJob({ request });
  const asset = await media.adopt(job, part(job));
  expect(asset.path).toBe(`2026-11/clip-${job.id}.mp4`);
  expect(inLibrary()).toEqual([`clip-${job.id}.json`, `clip-${job.id}.mp4`]);
  // Where the name is short enough, it is the usual one.
  const plain = downloadingJob();
  expect((await media.adopt(plain, part(plain))).path).toContain('a-calm-sea-at-dawn');
  await media.removeFiles({ ...job, progress: { state: 'canceled', canceledAt: 1, reason: 'watching-stopped' } });
  expect(inLibrary()).toHaveLength(2);
});

describe('two library folders with a file of one name', () => {
  const fixture = join(import.meta.dirname, '../../../test/fixtures/clips/numbered-24.mp4');

  /** In each folder a clip without a sidecar, of the name `best.mp4`. */
  async function twins(write: (job: JobIn<'downloading'>, path: string) => Promise<void>) {
    const folders = [library, join(dataFolder, 'of earlier days')];
    await media.rememberFolder(folders[1] ?? '');
    const clips = [];
    for (const folder of folders) {
      const job = downloadingJob();
      const path = join(folder, 'best.mp4');
      mkdirSync(folder, { recursive: true });
      await write(job, path);
      const bytes = readFileSync(path);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const asset: Asset = { path: 'best.mp4', sizeBytes: bytes.length, sha256, type: 'video/mp4', poster: false };
      clips.push({ job: doneWith(job, asset), asset, path });
    }
    return clips;
  }

  it.each([
    [
      'that say which they are',
      async (job: JobIn<'downloading'>, path: string) => {
        const { id } = job;
        const told = downloadingJob({ id, request: { ...job.request, prompt: `prompt ${'x'.repeat(path.length)}` } });
        await writeTagged(fixture, path, tagsFor(told, { providerName: 'Sample', version: '9.9.9' }));
      },
    ],
    ['that say nothing', async (job: JobIn<'downloading'>, path: string) => writeFileSync(path, `${job.id} ${path}`)],
    ['of one size', async (job: JobIn<'downloading'>, path: string) => writeFileSync(path, job.id)],
  ])('each plays its own, and each is removed alone (%s)', async (what, write) => {
    const clips = await twins(write);
    if (what !== 'of one size') {
      for (const { asset, path } of clips) expect(await media.absolutePath(asset)).toBe(path);
    }
    const [one, other] = clips;
    if (one === undefined || other === undefined) throw new Error('no clips');
    await media.removeFiles(other.job);
    expect([existsSync(one.path), existsSync(other.path)]).toEqual([true, false]);
    // The one that is left is not taken for the other one.
    await media.removeFiles(other.job);
    expect(existsSync(one.path)).toBe(true);
    await media.removeFiles(one.job);
    expect(existsSync(one.path)).toBe(false);
  });
});
