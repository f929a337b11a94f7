import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobIn } from '../../shared/job.ts';
import type { VerifiedPart } from '../download/download-output.ts';
import { verifyPart } from '../download/verify-part.ts';
import { paddedIndex } from '../tags/padded-rig.ts';
import { readEmbedded } from './embedded-clip.ts';
import { downloadingJob } from './library-rig.ts';
import { createMediaStore } from './media-store.ts';
import { createTagging } from './tag-part.ts';

const fixtures = join(import.meta.dirname, '../../../test/fixtures/clips');

let dataFolder = '';
let warnings: unknown[] = [];
let isOn = true;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'conch-tagging-'));
  warnings = [];
  isOn = true;
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

const tag = createTagging({
  isOn: () => isOn,
  version: '9.9.9',
  providerName: () => 'Sample Provider',
  log: { info: () => {}, warn: (_message, facts) => void warnings.push(facts?.['reason']) },
});
const openMedia = () =>
  createMediaStore({
    folder: () => join(dataFolder, 'library'),
    dataFolder,
    version: '9.9.9',
    providerName: () => 'Sample Provider',
  });

async function partOf(job: JobIn<'downloading'>, fixture: string): Promise<VerifiedPart> {
  const path = join(dataFolder, 'parts', `${job.id}.part`);
  mkdirSync(join(dataFolder, 'parts'), { recursive: true });
  copyFileSync(join(fixtures, fixture), path);
  const verdict = await verifyPart(path);
  if (verdict.verdict !== 'video') throw new Error('the fixture is no video');
  const { verdict: _video, ...facts } = verdict;
  return { path, ...factsOf(path), ...facts };
}

function factsOf(path: string): { sizeBytes: number; sha256: string } {
  const bytes = readFileSync(path);
  return { sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const telling = downloadingJob({
  request: {
    providerId: 'sample',
    modelId: 'sample-model',
    prompt: 'A calm sea\nat dawn',
    durationSeconds: 6,
    callbackUrl: 'https://me.example/hook',
    firstFrame: {
      kind: 'picture',
      picture: {
        id: 'a'.repeat(64),
        type: 'image/png',
        sizeBytes: 5,
        widthPixels: 3,
        heightPixels: 4,
        name: 'me and Mary.png',
      },
    },
  },
  keeping: { favourite: true, rating: 5, tags: ['sea'], note: 'for nobody’s eyes', collectionIds: [], changedAt: 1 },
});

describe('a clip that carries its prompt', () => {
  it('stays as it came where its index has padding that players pass over', async () => {
    const whole = readFileSync(join(fixtures, 'with-sound-24.mp4'));
    const part = await partOf(telling, 'with-sound-24.mp4');
    const padded = paddedIndex(whole, ['trak'], 12);
    writeFileSync(part.path, padded);
    const given = { ...part, ...factsOf(part.path) };
    expect(await tag(telling, given)).toEqual(given);
    expect(readFileSync(part.path)).toEqual(padded);
    expect(warnings).toEqual(['its index cannot be read']);
    expect(readdirSync(join(dataFolder, 'parts'))).toEqual([`${telling.id}.part`]);
  });

  it('is kept with the fingerprint of what is kept, and remembers that of what came', async () => {
    const part = await partOf(telling, 'numbered-24.mp4');
    const tagged = await tag(telling, part);
    expect(tagged).toMatchObject({ path: part.path, downloadedSha256: part.sha256, ...factsOf(part.path) });
    expect(tagged.sha256).not.toBe(part.sha256);
    const asset = await openMedia().adopt(telling, tagged);
    const clip = join(dataFolder, 'library', asset.path);
    expect(asset).toMatchObject({ ...factsOf(clip), downloadedSha256: part.sha256 });
    expect(JSON.parse(readFileSync(clip.replace('.mp4', '.json'), 'utf8'))).toMatchObject({ asset });
    expect(readdirSync(join(dataFolder, 'parts'))).toEqual([]);
    expect(await readEmbedded(clip)).toMatchObject({
      id: telling.id,
      remoteId: 'task-42',
      request: { prompt: 'A calm sea\nat dawn', durationSeconds: 6 },
    });
  });

  it('tells nothing that its maker would keep to themselves', async () => {
    const { path } = await tag(telling, await partOf(telling, 'numbered-24.mp4'));
    const bytes = readFileSync(path).toString('utf8');
    expect(bytes).toContain('A calm sea');
    for (const secret of ['Mary', 'nobody', 'me.example', 'secret-signature', '0011aabb']) {
      expect(bytes).not.toContain(secret);
    }
  });

  it('is left as it came where that is wanted, or where it cannot be tagged, and the log says why', async () => {
    isOn = false;
    const off = await partOf(telling, 'numbered-24.mp4');
    expect(await tag(telling, off)).toBe(off);
    isOn = true;
    for (const fixture of ['fragmented-24.mp4', 'vp9-24.webm']) {
      const part = await partOf(telling, fixture);
      expect(await tag(telling, part)).toBe(part);
      expect(readFileSync(part.path)).toEqual(readFileSync(join(fixtures, fixture)));
    }
    expect(warnings).toEqual(['it has a box of type moof']);
    // The place of the copy is taken: the disk refuses.
    const part = await partOf(telling, 'numbered-24.mp4');
    mkdirSync(`${part.path}.tagged`);
    writeFileSync(join(`${part.path}.tagged`, 'x'), '');
    expect(await tag(telling, part)).toBe(part);
    expect(factsOf(part.path).sha256).toBe(part.sha256);
    expect(warnings.at(-1)).toBe('the disk or the file refused');
  });

  it('keeps its name when Conch was killed before the sidecar was written, although another day writes other tags', async () => {
    const media = openMedia();
    const first = await media.adopt(telling, await tag(telling, await partOf(telling, 'numbered-24.mp4')));
    const clip = join(dataFolder, 'library', first.path);
    rmSync(clip.replace('.mp4', '.json'));
    const later = { ...telling, progress: { ...telling.progress, finishedAt: 9000 } };
    const second = await media.adopt(later, await tag(later, await partOf(later, 'numbered-24.mp4')));
    expect(second.path).toBe(first.path);
    expect(second.sha256).not.toBe(first.sha256);
  });

  it('leaves no half-written copy behind when the clip goes', async () => {
    const part = await partOf(telling, 'numbered-24.mp4');
    writeFileSync(`${part.path}.tagged`, 'half');
    await openMedia().removeFiles(telling);
    expect(existsSync(`${part.path}.tagged`)).toBe(false);
  });
});
