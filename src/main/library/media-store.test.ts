import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isIn, type Asset, type Job } from '../../shared/job.ts';
import type { DiskCalls } from '../disk/atomic-file.ts';
import { recordingDisk } from '../disk/recording-disk-rig.ts';
import type { VerifiedPart } from '../download/download-output.ts';
import { downloadingJob, sampleAccepted, sampleJob } from './library-rig.ts';
import { createMediaStore, type MediaStore } from './media-store.ts';
import { sidecarSchema } from './sidecar.ts';

let dataFolder = '';
let library = '';
let media: MediaStore;
beforeEach(() => {
  dataFolder = realpathSync(mkdtempSync(join(tmpdir(), 'conch-media-')));
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

function part(job: Job, content = 'the bytes of a clip'): VerifiedPart {
  const path = media.partPath(job.id);
  mkdirSync(join(dataFolder, 'parts'), { recursive: true });
  writeFileSync(path, content);
  writeFileSync(`${path}.json`, '{}');
  const sha256 = createHash('sha256').update(content).digest('hex');
  return {
    path,
    sizeBytes: content.length,
    sha256,
    type: 'video/mp4',
    widthPixels: 1366,
    heightPixels: 768,
    durationSeconds: 6,
  };
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

describe('adopt', () => {
  it('flushes the part, renames it, flushes the folders, and only then writes the sidecar', async () => {
    const { disk, trace } = recordingDisk();
    media = open(disk);
    const job = downloadingJob();
    const name = `a-calm-sea-at-dawn-${job.id.slice(0, 8)}`;
    const given = part(job);
    trace.length = 0;
    const asset = await media.adopt(job, given);
    expect(trace.filter((step) => !step.startsWith('rm'))).toEqual([
      `sync ${job.id}.part`,
      `rename ${name}.mp4`,
      'sync 2026-11',
      'sync library',
      // It is new itself.
      `sync ${basename(dataFolder)}`,
      'sync .tmp',
      `rename ${name}.json`,
      'sync 2026-11',
    ]);
    expect(asset).toEqual({
      path: `2026-11/${name}.mp4`,
      sizeBytes: given.sizeBytes,
      sha256: given.sha256,
      type: 'video/mp4',
      widthPixels: 1366,
      heightPixels: 768,
      durationSeconds: 6,
      poster: false,
    });
    expect(await media.absolutePath(asset)).toBe(join(library, asset.path));
    expect(readdirSync(join(dataFolder, 'parts'))).toEqual([]);
  });

  it('writes a sidecar that tells everything but the key and the signed links', async () => {
    const prompt = 'A calm sea';
    const request = {
      providerId: 'sample',
      modelId: 'm',
      prompt,
      firstFrame: {
        kind: 'url',
        url: 'https://user:pass@bucket.example/dawn.jpg?X-Amz-Signature=abc&X-Amz-Credential=def',
      } as const,
      callbackUrl: 'https://hook.example/done?token=hush',
    };
    const asset = await media.adopt(downloadingJob({ request }), part(downloadingJob()));
    const text = readFileSync(join(library, asset.path.replace('.mp4', '.json')), 'utf8');
    const sidecar = sidecarSchema.parse(JSON.parse(text));
    expect(sidecar).toMatchObject({
      providerName: 'Sample Provider',
      remoteId: 'task-42',
      appVersion: '9.9.9',
      asset,
      request: { prompt },
    });
    expect(sidecar.request.firstFrame).toEqual({ kind: 'url', url: 'https://bucket.example/dawn.jpg' });
    for (const secret of ['Signature', 'secret-signature', 'pass', 'hush', 'Credential', '0011aabb'])
      expect(text).not.toContain(secret);
  });

  it('keeps the query of a picture’s address that is no signature', async () => {
    const firstFrame = { kind: 'url', url: 'https://pictures.example/get?id=5&size=large' } as const;
    const job = downloadingJob({ request: { providerId: 'sample', modelId: 'm', prompt: 'x', firstFrame } });
    const asset = await media.adopt(job, part(job));
    expect(readFileSync(join(library, asset.path.replace('.mp4', '.json')), 'utf8')).toContain('get?id=5&size=large');
  });

  it('never takes the place of another job’s clip', async () => {
    const first = downloadingJob({ id: '5b1f6c1e-2f44-4a5b-9d0e-000000000001' });
    const second = downloadingJob({ id: '5b1f6c1e-2f44-4a5b-9d0e-000000000002' });
    const one = await media.adopt(first, part(first, 'first'));
    const two = await media.adopt(second, part(second, 'second'));
    expect(two.path).toContain(second.id);
    expect([one, two].map(({ path }) => readFileSync(join(library, path), 'utf8'))).toEqual(['first', 'second']);
    // A file of the person's own, without sidecar, is not touched either.
    const third = downloadingJob({ id: '6b1f6c1e-2f44-4a5b-9d0e-000000000003' });
    writeFileSync(join(library, '2026-11/a-calm-sea-at-dawn-6b1f6c1e.mp4'), 'my own');
    expect((await media.adopt(third, part(third))).path).toContain(third.id);
    expect(readFileSync(join(library, '2026-11/a-calm-sea-at-dawn-6b1f6c1e.mp4'), 'utf8')).toBe('my own');
  });

  it('taking the same job again replaces its own clip, also after a kill between clip and sidecar', async () => {
    const job = downloadingJob();
    const first = await media.adopt(job, part(job));
    const again = await media.adopt(job, part(job, 'a better copy'));
    expect(again.path).toBe(first.path);
    rmSync(join(library, first.path.replace('.mp4', '.json')));
    expect((await media.adopt(job, part(job, 'a better copy'))).path).toBe(first.path);
    expect(inLibrary()).toHaveLength(2);
  });

  it('copies across file systems, flushed before it gets its name, and leaves no half file behind', async () => {
    const crossing = Object.assign(new Error('EXDEV'), { code: 'EXDEV' });
    const recording = recordingDisk();
    const rename: DiskCalls['rename'] = async (from, to) => {
      if (String(from).startsWith(join(dataFolder, 'parts'))) throw crossing;
      await recording.disk.rename(from, to);
    };
    media = open({ ...recording.disk, rename });
    const job = downloadingJob();
    const asset = await media.adopt(job, part(job));
    const name = asset.path.split('/')[1] ?? '';
    const order = recording.trace.filter((step) => step.includes(name) || step.includes(`${job.id}.part`));
    expect(order.slice(1, 5)).toEqual([
      `copy ${name}.part`,
      `sync ${name}.part`,
      `rename ${name}`,
      `rm ${job.id}.part`,
    ]);
    // What came goes only when its new place is on the disk, with every folder above it.
    const [placed, removed] = [`rename ${name}`, `rm ${job.id}.part`].map((step) => recording.trace.indexOf(step));
    const between = recording.trace.slice((placed ?? 0) + 1, removed);
    expect(between).toEqual(['sync 2026-11', 'sync library', `sync ${basename(dataFolder)}`]);

    const full = open({
      ...recording.disk,
      rename,
      copyFile: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    });
    const other = downloadingJob();
    const kept = part(other);
    await expect(full.adopt(other, kept)).rejects.toThrow(/no room left/);
    expect(existsSync(kept.path)).toBe(true);
    expect(inLibrary()).toHaveLength(2);
  });

  it('says which folder cannot be written, and keeps the part', async () => {
    writeFileSync(library, 'a file in place of the folder');
    const job = downloadingJob();
    const given = part(job);
    await expect(media.adopt(job, given)).rejects.toMatchObject({
      failure: { kind: 'disk', message: expect.stringContaining(library) },
    });
    expect(existsSync(given.path)).toBe(true);
  });
});

describe('absolutePath', () => {
  const asset = (path: string): Asset => ({ path, sizeBytes: 1, sha256: '', type: 'video/mp4', poster: false });

  it.each([
    '../secret.mp4',
    '/etc/passwd',
    '2026-11/../../secret.mp4',
    '',
    '.',
    '2026-11//x.mp4',
    'a\\b.mp4',
    'C:\\x.mp4',
    'x\0.mp4',
    '2026-11',
    'library',
  ])('gives nothing for %j', async (path) => {
    mkdirSync(join(library, '2026-11'), { recursive: true });
    writeFileSync(join(dataFolder, 'secret.mp4'), 'secret');
    expect(await media.absolutePath(asset(path))).toBeUndefined();
  });

  it('follows no link out of the library, and takes no link for a file', async () => {
    mkdirSync(join(library, '2026-11'), { recursive: true });
    mkdirSync(join(dataFolder, 'library-secrets'));
    writeFileSync(join(dataFolder, 'library-secrets/x.mp4'), 'secret');
    writeFileSync(join(library, '2026-11/real.mp4'), 'x');
    symlinkSync(join(dataFolder, 'library-secrets'), join(library, '2026-12'));
    symlinkSync(join(dataFolder, 'library-secrets/x.mp4'), join(library, '2026-11/link.mp4'));
    symlinkSync(join(library, '2026-11/real.mp4'), join(library, '2026-11/inner.mp4'));
    for (const path of ['2026-12/x.mp4', '2026-11/link.mp4', '2026-11/inner.mp4'])
      expect(await media.absolutePath(asset(path))).toBeUndefined();
    expect(await media.absolutePath(asset('2026-11/real.mp4'))).toBe(join(library, '2026-11/real.mp4'));
  });

  it('still finds a clip after the person chose another folder, and after a restart', async () => {
    const job = downloadingJob();
    const elsewhere = join(dataFolder, 'elsewhere');
    library = elsewhere;
    mkdirSync(elsewhere);
    const clip = await media.adopt(job, part(job));
    library = join(dataFolder, 'third');
    expect(await media.absolutePath(clip)).toBe(join(elsewhere, clip.path));
    expect(await open().absolutePath(clip)).toBe(join(elsewhere, clip.path));
    await open().removeFiles(doneWith(job, clip));
    expect(existsSync(join(elsewhere, clip.path))).toBe(false);
  });
});

describe('what the person added', () => {
  it('is in the sidecar of a clip from the start, and again whenever it is written anew', async () => {
    const keeping = { favourite: true, rating: 4, tags: ['sea'], note: '', collectionIds: [], changedAt: 5 };
    const job = downloadingJob({ keeping });
    const asset = await media.adopt(job, part(job));
    const path = join(library, asset.path.replace('.mp4', '.json'));
    const read = () => sidecarSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    expect(read().keeping).toEqual(keeping);
    const done = doneWith({ ...job, keeping: { ...keeping, rating: 1, changedAt: 6 } }, asset);
    if (!isIn(done, 'done')) throw new Error('not done');
    expect(await media.writeSidecar(done)).toBe(true);
    expect(read()).toMatchObject({ id: job.id, keeping: { rating: 1 }, savedAt: 2, asset });
    rmSync(join(library, asset.path));
    expect(await media.writeSidecar(done)).toBe(false);
  });

  it('a removed clip and its sidecar may go to another place than nowhere', async () => {
    const job = downloadingJob();
    const asset = await media.adopt(job, part(job));
    const discarded: string[] = [];
    await media.removeFiles(doneWith(job, asset), async (path) => {
      discarded.push(path.slice(library.length + 1));
      rmSync(path);
    });
    expect(discarded).toEqual([asset.path, asset.path.replace('.mp4', '.json')]);
    expect(inLibrary()).toEqual([]);
  });
});

describe('posters and removal', () => {
  const webp = Buffer.concat([Buffer.from('RIFF\u0010\0\0\0WEBPVP8 ', 'latin1'), Buffer.alloc(16)]);

  it('keeps a WebP poster and nothing else', async () => {
    const { id } = sampleJob({ state: 'queued', dueAt: 1, attempts: 0 });
    await media.savePoster(id, webp);
    expect(readFileSync(media.posterPath(id) ?? '').equals(webp)).toBe(true);
    for (const bytes of [Buffer.from('<svg>'), Buffer.alloc(0), Buffer.concat([webp, Buffer.alloc(512_000)])]) {
      await expect(media.savePoster(id, bytes)).rejects.toMatchObject({ failure: { kind: 'invalid-image' } });
    }
    expect(media.posterPath('../../etc/passwd')).toBeUndefined();
    expect(() => media.partPath('../x')).toThrow(/uuid/i);
  });

  it('removes clip, sidecar, poster and part of one job, and nothing of another', async () => {
    const [job, other] = [downloadingJob(), downloadingJob()];
    const clip = await media.adopt(job, part(job));
    const otherClip = await media.adopt(other, part(other));
    await media.savePoster(job.id, webp);
    part(job);
    await media.removeFiles(doneWith(job, clip));
    await media.removeFiles(doneWith(job, clip));
    expect(inLibrary()).toEqual(
      [otherClip.path, otherClip.path.replace('.mp4', '.json')].map((path) => path.split('/')[1] ?? '').sort(),
    );
    expect([...readdirSync(join(dataFolder, 'parts')), ...readdirSync(join(dataFolder, 'posters'))]).toEqual([]);
  });

  it('removes the clip of a job whose record says nothing of it any more', async () => {
    const job = downloadingJob();
    await media.adopt(job, part(job));
    await media.removeFiles({ ...job, progress: { state: 'canceled', canceledAt: 1, reason: 'watching-stopped' } });
    expect(inLibrary()).toEqual([]);
  });

  it('tells how much room there is, before the first clip too', async () => {
    expect(await media.freeBytes()).toBeGreaterThan(0);
    library = '/nowhere/at/all';
    expect(await media.freeBytes()).toBeGreaterThan(0);
  });
});
