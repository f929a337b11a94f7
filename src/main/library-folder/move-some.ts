import * as fsPromises from 'node:fs/promises';
import { lstat, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { codeOf } from '../disk/atomic-file.ts';
import { diskError } from '../disk/disk-failure.ts';
import { isClipName, sidecarOf } from '../library/clip-name.ts';
import { sidecarSchema } from '../library/sidecar.ts';
import type { Findings } from './findings.ts';
import { assertWritable } from './move-target.ts';
import { createListings, type Listings } from './same-file.ts';
import { copyEnding, flushPlaces, placeFile, type MoveCalls } from './move-file.ts';

/** Where a batch of files comes from and goes to. */
export interface MoveBatch {
  from: string;
  to: string;
  left: Findings;
  /** Sidecars of clips that stay; what else has the name of the clip in the new place is another one. */
  staying: Set<string>;
  /** Throws when the new place has gone meanwhile. */
  assertTarget(): Promise<void>;
  signal: AbortSignal;
  disk?: MoveCalls;
}

/** Gives back how many are in the new place for good. A stop leaves none of them at both. */
export async function moveSome(paths: readonly string[], batch: MoveBatch): Promise<number> {
  const { from, to, left, staying, assertTarget, signal, disk = fsPromises } = batch;
  signal.throwIfAborted();
  await assertTarget();
  const listings = createListings(disk);
  let moved = 0;
  const placed: string[] = [];
  let trouble: Error | undefined;
  for (const path of paths) {
    const outcome = await attempt(path, to, left, () => placeOne(path, batch, disk, listings));
    if ('thrown' in outcome) {
      // What was placed before it is moved all the same.
      trouble = outcome.thrown;
      break;
    }
    if (outcome.value === 'placed') placed.push(path);
    else if (outcome.value === 'moved') moved += 1;
    else if (isClipName(path)) staying.add(sidecarOf(path));
    if (signal.aborted) break;
  }
  try {
    await flushPlaces(
      placed.map((path) => ({ to: join(to, path), root: to })),
      disk,
    );
  } catch (error) {
    throw diskError(error, to);
  }
  // Nothing goes from its old place because of what lies where nobody will look for it.
  if (placed.length > 0) await assertTarget();
  for (const path of placed) {
    const outcome = await attempt(path, to, left, () => disk.rm(join(from, path), { force: true }));
    if ('thrown' in outcome) throw outcome.thrown;
    if (outcome.isDone) moved += 1;
  }
  if (trouble !== undefined) throw trouble;
  signal.throwIfAborted();
  return moved;
}

type Attempt<T> = { isDone: true; value: T } | { isDone: false; value?: undefined } | { thrown: Error };

/** One file that cannot be moved is told of; any other trouble ends the move. */
async function attempt<T>(path: string, to: string, left: Findings, work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { isDone: true, value: await work() };
  } catch (error) {
    const reason = reasonOf(codeOf(error));
    if (reason === undefined) return { thrown: diskError(error, to) };
    // Where nothing at all may be written any more, it is not this one file.
    const trouble = await troubleOf(to);
    if (trouble !== undefined) return { thrown: trouble };
    left.add('left', { name: path, reason });
    return { isDone: false };
  }
}

function reasonOf(code: string | undefined): Sentence | undefined {
  switch (code) {
    case 'EBUSY':
    case 'ETXTBSY':
    case 'EPERM':
    case 'EACCES':
      return sentence('Another program holds this file, or this account may not move it.');
    case 'ENAMETOOLONG':
      return sentence('Its name is too long for the disk of the new folder.');
    default:
      return undefined;
  }
}

async function troubleOf(folder: string): Promise<Error | undefined> {
  try {
    await assertWritable(folder);
    return undefined;
  } catch (error) {
    return diskError(error, folder);
  }
}

async function placeOne(
  name: string,
  { from: source, to: root, left, staying }: MoveBatch,
  disk: MoveCalls,
  listings: Listings,
): Promise<'placed' | 'moved' | 'left'> {
  const [from, to] = [join(source, name), join(root, name)];
  try {
    if (from.endsWith(copyEnding)) {
      await rm(from, { force: true });
      return 'left';
    }
    if (staying.has(name)) {
      left.add('left', { name, reason: sentence('It stays beside its clip.') });
      return 'left';
    }
    const outcome = await placeFile({ from, to, root }, disk, listings);
    if (outcome !== 'conflict') return outcome === 'same' ? 'moved' : 'placed';
    if (await isOlderSidecar(from, to)) {
      await rm(from, { force: true });
      return 'moved';
    }
  } catch (error) {
    // Taken away meanwhile: deleted by the person.
    if (codeOf(error) === 'ENOENT' && !(await isThere(from))) return 'left';
    throw error;
  }
  left.add('left', { name, reason: sentence('There is another file of this name in the new folder.') });
  return 'left';
}

/** What the person added meanwhile was written beside the clip in the new place already. */
async function isOlderSidecar(from: string, to: string): Promise<boolean> {
  if (!from.endsWith('.json')) return false;
  try {
    const [older, newer] = [await readSidecar(from), await readSidecar(to)];
    return older.id === newer.id && (older.keeping?.changedAt ?? 0) <= (newer.keeping?.changedAt ?? 0);
  } catch {
    return false;
  }
}

async function readSidecar(path: string) {
  return sidecarSchema.parse(JSON.parse(await readFile(path, 'utf8')));
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
