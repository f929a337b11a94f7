import * as fsPromises from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isIn, type Job, type JobIn } from '../../shared/job.ts';
import { sentence } from '../../shared/sentence.ts';
import { codeOf } from '../disk/atomic-file.ts';
import { clipPaths, sidecarOf } from '../library/clip-name.ts';
import type { MediaStore } from '../library/media-store.ts';
import { sidecarBelongsTo } from '../library/sidecar.ts';
import type { Findings } from './findings.ts';
import { flushPlaces, placeFile, sameFile, type MoveCalls } from './move-file.ts';
import type { Renaming } from './rename-journal.ts';

/** What a renaming needs of the library. */
export interface RenameTools {
  media: Pick<MediaStore, 'absolutePath' | 'writeSidecar'>;
  getMany(ids: readonly string[]): Job[];
  /** Says in the list what files are called now, by id of the clip. On the disk when it returns: those that it took. */
  record(paths: ReadonlyMap<string, string>): Job[];
  /** For tests: the disk. */
  disk?: MoveCalls;
}

/** A clip with both of its names. */
interface Placed extends Renaming {
  job: JobIn<'done'>;
  oldPath: string;
  newPath: string;
}

/** Sidecars that are flushed at once. */
const atOnce = 32;

/** The name that a clip should have; undefined when it has it, or the longer one that avoids a clash, or has no file. */
export async function renamingFor(
  job: JobIn<'done'>,
  template: string,
  findings: Findings,
  { media, disk = fsPromises }: RenameTools,
): Promise<Renaming | undefined> {
  const { asset } = job.progress;
  const [usual, long] = clipPaths(job, asset.type, template);
  if (asset.path === usual || asset.path === long) return undefined;
  const path = await media.absolutePath(asset);
  if (path === undefined) {
    const reason = sentence('The file is not in the library folder any more.');
    findings.add('missing', { name: asset.path, reason, clipId: job.id });
    return undefined;
  }
  const other = join(rootOf(path, asset.path), usual);
  const isFree = !(await isThere(other, disk)) || (await sameFile(path, other, disk)) !== 'different';
  return { id: job.id, from: asset.path, to: isFree ? usual : long };
}

/**
 * Gives these clips their names. At every moment the list names a file that is there: each gets its second name, the
 * list says so, and only then does the first one go. May be killed anywhere, and asked again with the same ones. Gives
 * back how many have their new name now. Throws the system's own error, or `FailureError`.
 */
export async function renameSome(
  renamings: readonly Renaming[],
  findings: Findings,
  tools: RenameTools,
): Promise<number> {
  const { disk = fsPromises, media } = tools;
  const { fresh, recorded } = await placeAll(renamings, findings, tools);
  await flushPlaces(
    fresh.map(({ newPath }) => newPath),
    disk,
  );
  for (let from = 0; from < fresh.length; from += atOnce) {
    await Promise.all(fresh.slice(from, from + atOnce).map(({ job, to }) => media.writeSidecar(named(job, to))));
  }
  const taken = new Set(tools.record(new Map(fresh.map(({ id, to }) => [id, to]))).map(({ id }) => id));
  let renamed = 0;
  for (const one of fresh) {
    if (taken.has(one.id)) {
      await takeOldName(one, findings, tools);
      renamed += 1;
    } else {
      // Deleted or asked for again at this very moment: it stays as the list knows it.
      await takeOldName({ ...one, oldPath: one.newPath, newPath: one.oldPath }, findings, tools);
    }
  }
  for (const one of recorded) await takeOldName(one, findings, tools);
  return renamed + recorded.length;
}

/** `recorded`: a kill came after the list had been told. */
async function placeAll(
  renamings: readonly Renaming[],
  findings: Findings,
  { media, getMany, disk }: RenameTools,
): Promise<{ fresh: Placed[]; recorded: Placed[] }> {
  const jobs = new Map(getMany(renamings.map(({ id }) => id)).map((job) => [job.id, job]));
  const fresh: Placed[] = [];
  const recorded: Placed[] = [];
  for (const one of renamings) {
    const job = jobs.get(one.id);
    if (job === undefined || !isIn(job, 'done')) continue;
    const { asset } = job.progress;
    if (asset.path !== one.from && asset.path !== one.to) continue;
    const path = await media.absolutePath(asset);
    if (path === undefined) continue;
    const root = rootOf(path, asset.path);
    const both = { ...one, job, oldPath: join(root, one.from), newPath: join(root, one.to) };
    if (asset.path === one.to) {
      recorded.push(both);
      continue;
    }
    const reason = await reasonAgainst(() => placeFile(both.oldPath, both.newPath, disk));
    if (reason === undefined) fresh.push(both);
    else findings.add('left', { name: one.from, reason, clipId: one.id });
  }
  return { fresh, recorded };
}

/** Why one clip keeps its name. Trouble that concerns all of them is thrown. */
async function reasonAgainst(place: () => Promise<'placed' | 'conflict' | 'same'>) {
  try {
    if ((await place()) !== 'conflict') return undefined;
    return sentence('There is another file of the name that it should get.');
  } catch (error) {
    if (!passing.has(codeOf(error) ?? '')) throw error;
    return sentence('Another program holds this file, or this account may not rename it.');
  }
}

const passing = new Set(['EBUSY', 'ETXTBSY']);

/** Takes the first name and its sidecar away. Nothing goes unless the very same file has the second one. */
async function takeOldName(
  { job, from, oldPath, newPath }: Placed,
  findings: Findings,
  { media, disk = fsPromises }: RenameTools,
): Promise<void> {
  if (!(await isThere(newPath, disk))) return;
  const [oldSidecar, newSidecar] = [sidecarOf(oldPath), sidecarOf(newPath)];
  try {
    if (await isThere(oldPath, disk)) {
      if ((await sameFile(oldPath, newPath, disk)) !== 'same-bytes') return;
      await disk.rm(oldPath, { force: true });
    }
    if ((await sidecarBelongsTo(oldSidecar, job)) !== true) return;
    if (!(await isThere(newSidecar, disk))) await media.writeSidecar(job);
    if ((await sameFile(oldSidecar, newSidecar, disk)) !== 'one-entry') {
      await disk.rm(oldSidecar, { force: true });
    }
  } catch (error) {
    if (!passing.has(codeOf(error) ?? '')) throw error;
    const reason = sentence('Another program holds this file, so its old name stays beside the new one.');
    findings.add('left', { name: from, reason, clipId: job.id });
  }
}

function named(job: JobIn<'done'>, path: string): JobIn<'done'> {
  return { ...job, progress: { ...job.progress, asset: { ...job.progress.asset, path } } };
}

/** The library folder that a clip was found in. */
function rootOf(path: string, relative: string): string {
  return relative.split('/').reduce((folder) => dirname(folder), path);
}

async function isThere(path: string, disk: MoveCalls): Promise<boolean> {
  try {
    return (await disk.lstat(path)).isFile();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
