import * as fsPromises from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isIn, type Job, type JobIn } from '../../shared/job.ts';
import { sentence } from '../../shared/sentence.ts';
import { codeOf, renamePatiently } from '../disk/atomic-file.ts';
import { clipPaths, shortClipPath, sidecarOf } from '../library/clip-name.ts';
import type { MediaStore } from '../library/media-store.ts';
import { sidecarBelongsTo } from '../library/sidecar.ts';
import type { Findings } from './findings.ts';
import { copyEnding, flushPlaces, placeFile, type MoveCalls } from './move-file.ts';
import type { Renaming } from './rename-journal.ts';
import { createListings, isOneName, isSameContent, sameFile, type Listings } from './same-file.ts';

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
  /** The library folder that it lies in. */
  root: string;
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
  const root = rootOf(path, asset.path);
  const to = await nameFor(path, root, [usual, long, shortClipPath(job, asset.type)], disk);
  return to === asset.path ? undefined : { id: job.id, from: asset.path, to };
}

/** The first of these names that no other file has, and that the disk takes; the last one is always taken. */
async function nameFor(
  path: string,
  root: string,
  [usual, long, short]: readonly [string, string, string],
  disk: MoveCalls,
): Promise<string> {
  try {
    const other = join(root, usual);
    // Also the longest name that is made of it.
    await isThere(`${other}${copyEnding}`, disk);
    if (!(await isThere(other, disk)) || (await isSameContent(path, other, disk))) return usual;
    await isThere(`${join(root, long)}${copyEnding}`, disk);
    return long;
  } catch (error) {
    if (codeOf(error) !== 'ENAMETOOLONG') throw error;
    return short;
  }
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
    fresh.map(({ newPath, root }) => ({ to: newPath, root })),
    disk,
  );
  for (let from = 0; from < fresh.length; from += atOnce) {
    await Promise.all(fresh.slice(from, from + atOnce).map(({ job, to }) => media.writeSidecar(named(job, to))));
  }
  const taken = new Set(tools.record(new Map(fresh.map(({ id, to }) => [id, to]))).map(({ id }) => id));
  // Deleted or asked for again at this very moment: it stays as the list knows it.
  const [kept, renamed] = [fresh.filter(({ id }) => !taken.has(id)), fresh.filter(({ id }) => taken.has(id))];
  await takeOldNames([...renamed, ...recorded, ...kept.map(turned)], findings, tools);
  return renamed.length + recorded.length;
}

/** Leaves each of these clips only the name that the list says. May be killed anywhere, as above. */
export async function settleNames(
  renamings: readonly Renaming[],
  findings: Findings,
  tools: RenameTools,
): Promise<void> {
  const placed = await find(renamings, tools);
  const left = placed.map((one) => (one.job.progress.asset.path === one.to ? one : turned(one)));
  await takeOldNames(left, findings, tools);
}

function turned({ oldPath, newPath, ...one }: Placed): Placed {
  return { ...one, oldPath: newPath, newPath: oldPath };
}

/** `recorded`: a kill came after the list had been told. */
async function placeAll(
  renamings: readonly Renaming[],
  findings: Findings,
  tools: RenameTools,
): Promise<{ fresh: Placed[]; recorded: Placed[] }> {
  const fresh: Placed[] = [];
  const recorded: Placed[] = [];
  const listings = createListings(tools.disk);
  for (const one of await find(renamings, tools)) {
    const { id, from, to, oldPath, newPath, root, job } = one;
    if (job.progress.asset.path === to) {
      recorded.push(one);
      continue;
    }
    const place = { from: oldPath, to: newPath, root };
    const reason = await reasonAgainst(() => placeFile(place, tools.disk, listings));
    if (reason === undefined) fresh.push(one);
    else findings.add('left', { name: from, reason, clipId: id });
  }
  return { fresh, recorded };
}

/** Those that have a file under the one name or the other, as the list says. */
async function find(renamings: readonly Renaming[], { media, getMany }: RenameTools): Promise<Placed[]> {
  const jobs = new Map(getMany(renamings.map(({ id }) => id)).map((job) => [job.id, job]));
  const found: Placed[] = [];
  for (const one of renamings) {
    const job = jobs.get(one.id);
    if (job === undefined || !isIn(job, 'done')) continue;
    const { asset } = job.progress;
    if (asset.path !== one.from && asset.path !== one.to) continue;
    const path = await media.absolutePath(asset);
    if (path === undefined) continue;
    const root = rootOf(path, asset.path);
    found.push({ ...one, job, root, oldPath: join(root, one.from), newPath: join(root, one.to) });
  }
  return found;
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

const passing = new Set(['EBUSY', 'ETXTBSY', 'EPERM', 'EACCES']);

async function takeOldNames(placed: readonly Placed[], findings: Findings, tools: RenameTools): Promise<void> {
  const listings = createListings(tools.disk);
  for (const one of placed) {
    try {
      await takeOldName(one, listings, tools);
    } catch (error) {
      if (!passing.has(codeOf(error) ?? '')) throw error;
      const reason = sentence('Another program holds this file, so its old name stays beside the new one.');
      findings.add('left', { name: one.from, reason, clipId: one.id });
    }
  }
}

/** Takes the first name and its sidecar away. Nothing goes unless the very same file has the second one. */
async function takeOldName(
  { job, oldPath, newPath }: Placed,
  listings: Listings,
  { media, disk = fsPromises }: RenameTools,
): Promise<void> {
  if (!(await isThere(newPath, disk))) return;
  const [oldSidecar, newSidecar] = [sidecarOf(oldPath), sidecarOf(newPath)];
  if (await isThere(oldPath, disk)) {
    const likeness = await sameFile(oldPath, newPath, { disk, listings });
    if (likeness === 'same-bytes') await disk.rm(oldPath, { force: true });
    else if (likeness === 'one-entry' && isOneName(oldPath, newPath)) await renamePatiently(oldPath, newPath, disk);
    else return;
  }
  if ((await sidecarBelongsTo(oldSidecar, job)) !== true) return;
  if (!(await isThere(newSidecar, disk))) await media.writeSidecar(job);
  if ((await sameFile(oldSidecar, newSidecar, { disk, listings })) !== 'one-entry') {
    await disk.rm(oldSidecar, { force: true });
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
