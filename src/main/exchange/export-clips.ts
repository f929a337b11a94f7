import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate as otherWork } from 'node:timers/promises';
import { failure, FailureError } from '../../shared/failure.ts';
import { isIn, type Job, type JobIn } from '../../shared/job.ts';
import type { WorkReport } from '../../shared/work.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { diskError } from '../disk/disk-failure.ts';
import { createFindings, summed, type Findings } from '../library-folder/findings.ts';
import type { WorkTools } from '../library-folder/work-runner.ts';
import { sidecarOf } from '../library/clip-name.ts';
import type { JobStore } from '../library/job-store.ts';
import type { MediaStore } from '../library/media-store.ts';
import type { PictureStore } from '../library/picture-store.ts';
import { csvPieces, jsonPieces, pictureOf, type ExportedClip } from './export-index.ts';
import type { ExportTarget, Member } from './export-target.ts';

/** Copies clips with their sidecars and first frames, and two lists of them. */
export interface ExportOptions {
  store: Pick<JobStore, 'getMany'>;
  media: Pick<MediaStore, 'absolutePath' | 'describe'>;
  pictures: Pick<PictureStore, 'path'>;
  ids: readonly string[];
  target: ExportTarget;
  /** Where it is written to, for the room and the words. */
  path: string;
  version: string;
  now(): number;
}

const batch = 100;
/** For the lists and whatever the file system itself takes. */
const slackBytes = 4_000_000;

export async function exportClips(options: ExportOptions, tools: WorkTools): Promise<WorkReport> {
  const { store, ids, target, path } = options;
  const findings = createFindings();
  const { places, sizeBytes } = await placesOf(store, ids, findings, tools.signal);
  if (places.size === 0) throw refuse(sentence('None of these clips has a file that could be exported.'));
  await assertRoom(dirname(path), sizeBytes + slackBytes);
  const included: string[] = [];
  try {
    await target.write(members(options, places, included, findings, tools), tools.signal);
  } catch (error) {
    await target.discard();
    tools.signal.throwIfAborted();
    throw diskError(error, dirname(path));
  }
  const missing = findings.total('missing');
  return summed([exported(included.length), ...(missing === 0 ? [] : [leftOut(missing)])], findings);
}

function exported(clips: number): Sentence {
  return clips === 1
    ? sentence('{{clips, number}} clip exported.', { clips })
    : sentence('{{clips, number}} clips exported.', { clips });
}

function leftOut(clips: number): Sentence {
  return clips === 1
    ? sentence('{{clips, number}} clip without a file were left out.', { clips })
    : sentence('{{clips, number}} clips without a file were left out.', { clips });
}

/**
 * Which clip gets which name, and how much they are together. Two clips of different library folders may have the same.
 * Other work is done in between.
 */
async function placesOf(
  store: Pick<JobStore, 'getMany'>,
  ids: readonly string[],
  findings: Findings,
  signal: AbortSignal,
): Promise<{ places: Map<string, string>; sizeBytes: number }> {
  const places = new Map<string, string>();
  const taken = new Set<string>();
  let total = 0;
  for (let from = 0; from < ids.length; from += batch) {
    for (const job of store.getMany(ids.slice(from, from + batch))) {
      if (!isIn(job, 'done')) {
        findings.add('missing', { name: shortened(job), clipId: job.id, reason: sentence('This clip has no file.') });
        continue;
      }
      const { path, sizeBytes } = job.progress.asset;
      const name = taken.has(path.toLowerCase()) ? path.replace(/(\.[^.]+)$/, `-${job.id}$1`) : path;
      taken.add(name.toLowerCase());
      places.set(job.id, name);
      total += sizeBytes;
    }
    await otherWork();
    signal.throwIfAborted();
  }
  return { places, sizeBytes: total };
}

async function* members(
  { store, media, pictures, version, now }: ExportOptions,
  places: ReadonlyMap<string, string>,
  included: string[],
  findings: Findings,
  tools: WorkTools,
): AsyncGenerator<Member> {
  const ids = [...places.keys()];
  const pictureIds = new Set<string>();
  for (let from = 0; from < ids.length; from += batch) {
    for (const job of doneOf(store, ids.slice(from, from + batch))) {
      tools.signal.throwIfAborted();
      const name = places.get(job.id) ?? job.progress.asset.path;
      const path = await media.absolutePath(job.progress.asset);
      if (path === undefined) {
        const reason = sentence('The file is not in the library folder any more.');
        findings.add('missing', { name: job.progress.asset.path, clipId: job.id, reason });
        continue;
      }
      yield { name, path, sizeBytes: job.progress.asset.sizeBytes };
      yield { name: sidecarOf(name), text: () => [`${JSON.stringify(media.describe(job), null, 2)}\n`] };
      included.push(job.id);
      const pictureId = pictureOf(job);
      if (pictureId !== undefined) pictureIds.add(pictureId);
      tools.progressed(included.length, places.size);
    }
  }
  for (const id of pictureIds) {
    const picture = await pictures.path(id);
    // The clip is whole without the picture that it was made from.
    if (picture === undefined) continue;
    yield { name: `pictures/${id}.${picture.type.replace('image/', '')}`, path: picture.path, sizeBytes: 0 };
  }
  async function* exported(): AsyncGenerator<ExportedClip> {
    for (let from = 0; from < included.length; from += batch) {
      await otherWork();
      for (const job of doneOf(store, included.slice(from, from + batch))) {
        yield { file: places.get(job.id) ?? job.progress.asset.path, sidecar: media.describe(job) };
      }
    }
  }
  yield { name: 'index.csv', text: () => csvPieces(exported()) };
  yield { name: 'index.json', text: () => jsonPieces({ exportedAt: now(), appVersion: version }, exported()) };
}

function doneOf(store: Pick<JobStore, 'getMany'>, ids: readonly string[]): JobIn<'done'>[] {
  return store.getMany(ids).filter((job) => isIn(job, 'done'));
}

async function assertRoom(folder: string, neededBytes: number): Promise<void> {
  let free;
  try {
    const { bavail, bsize } = await statfs(folder);
    free = bavail * bsize;
  } catch (error) {
    throw diskError(error, folder);
  }
  if (free >= neededBytes) return;
  const message = sentence(
    'There is not enough room in {{folder}}: about {{neededBytes, bytes}} are needed, and {{freeBytes, bytes}} are free.',
    { folder, neededBytes, freeBytes: free },
  );
  throw new FailureError(failure('disk', message, { stage: 'local' }));
}

function shortened({ request }: Job): string {
  return request.prompt.slice(0, 80);
}

function refuse(words: Sentence): FailureError {
  return new FailureError(failure('invalid-request', words, { stage: 'local' }));
}
