import * as fsPromises from 'node:fs/promises';
import { lstat, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sentence } from '../../shared/sentence.ts';
import { codeOf } from '../disk/atomic-file.ts';
import { diskError } from '../disk/disk-failure.ts';
import { sidecarSchema } from '../library/sidecar.ts';
import type { Findings } from './findings.ts';
import { copyEnding, flushPlaces, placeFile, type MoveCalls } from './move-file.ts';

/** Where a batch of files comes from and goes to. */
export interface MoveBatch {
  from: string;
  to: string;
  left: Findings;
  signal: AbortSignal;
  disk?: MoveCalls;
}

/** Gives back how many are in the new place for good. A stop leaves none of them at both. */
export async function moveSome(paths: readonly string[], { from, to, left, signal, disk }: MoveBatch): Promise<number> {
  signal.throwIfAborted();
  let moved = 0;
  const placed: string[] = [];
  let trouble: Error | undefined;
  for (const path of paths) {
    const outcome = await attempt(path, to, left, () => placeOne(join(from, path), join(to, path), path, left, disk));
    if ('thrown' in outcome) {
      // What was placed before it is moved all the same.
      trouble = outcome.thrown;
      break;
    }
    if (outcome.value === 'placed') placed.push(path);
    else if (outcome.value === 'moved') moved += 1;
    if (signal.aborted) break;
  }
  try {
    await flushPlaces(
      placed.map((path) => join(to, path)),
      disk,
    );
  } catch (error) {
    throw diskError(error, to);
  }
  for (const path of placed) {
    const outcome = await attempt(path, to, left, () => (disk ?? fsPromises).rm(join(from, path), { force: true }));
    if ('thrown' in outcome) throw outcome.thrown;
    if (outcome.isDone) moved += 1;
  }
  if (trouble !== undefined) throw trouble;
  signal.throwIfAborted();
  return moved;
}

type Attempt<T> = { isDone: true; value: T } | { isDone: false; value?: undefined } | { thrown: Error };

/** One file that is held by another program is told of; any other trouble ends the move. */
async function attempt<T>(path: string, to: string, left: Findings, work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { isDone: true, value: await work() };
  } catch (error) {
    if (codeOf(error) === undefined || !passing.has(codeOf(error) ?? '')) return { thrown: diskError(error, to) };
    left.add('left', {
      name: path,
      reason: sentence('Another program holds this file, or this account may not move it.'),
    });
    return { isDone: false };
  }
}

async function placeOne(
  from: string,
  to: string,
  name: string,
  left: Findings,
  disk?: MoveCalls,
): Promise<'placed' | 'moved' | 'left'> {
  try {
    if (from.endsWith(copyEnding)) {
      await rm(from, { force: true });
      return 'left';
    }
    const outcome = await placeFile(from, to, disk);
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

/** A single file is in the way of nobody else. */
const passing = new Set(['EBUSY', 'ETXTBSY']);

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
