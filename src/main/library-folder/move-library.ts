import { lstat, readFile, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkReport } from '../../shared/work.ts';
import { codeOf } from '../disk/atomic-file.ts';
import { diskError } from '../disk/disk-failure.ts';
import { sidecarSchema } from '../library/sidecar.ts';
import { counted, createFindings, type Findings } from './findings.ts';
import { copyEnding, moveFile, type MoveCalls } from './move-file.ts';
import type { MoveJournal, MoveOrder } from './move-journal.ts';
import { assertMovable } from './move-target.ts';
import { walkFolder } from './walk-folder.ts';
import type { WorkTools } from './work-runner.ts';

/**
 * Moves a library file by file. The new folder comes into force first, and both are remembered: every clip is found
 * and played wherever it is at the moment, and what is downloaded meanwhile goes to the new place. So it can be killed
 * or stopped anywhere, and gone on with.
 */
export interface MoveOptions {
  journal: MoveJournal;
  /** Clips are looked for in this folder too from now on. On the disk when it returns. */
  rememberFolder(folder: string): Promise<void>;
  /** From now on this is the library folder. On the disk when it returns. Throws `FailureError`. */
  putInForce(folder: string): void;
  /** For tests: the disk. */
  disk?: MoveCalls;
}

/** Throws `FailureError`: with nothing touched when the target will not do, and else with all that was moved in place. */
export async function beginMove(from: string, to: string, options: MoveOptions, tools: WorkTools): Promise<WorkReport> {
  await assertMovable(from, to);
  const order: MoveOrder = { format: 'conch-move-1', from, to };
  try {
    await options.rememberFolder(from);
    await options.rememberFolder(to);
    await options.journal.write(order);
  } catch (error) {
    throw diskError(error, to);
  }
  try {
    options.putInForce(to);
  } catch (error) {
    await options.journal.clear();
    throw error;
  }
  return goOn(order, options, tools);
}

/** Takes up a move that was interrupted. */
export async function resumeMove(order: MoveOrder, options: MoveOptions, tools: WorkTools): Promise<WorkReport> {
  const { from, to } = order;
  try {
    await options.journal.write({ format: 'conch-move-1', from, to });
  } catch (error) {
    throw diskError(error, to);
  }
  // Killed between the order and the setting: the setting follows.
  options.putInForce(to);
  return goOn(order, options, tools);
}

/** Files that came while the others were moved are moved too. */
const rounds = 3;

async function goOn({ from, to }: MoveOrder, { journal, disk }: MoveOptions, tools: WorkTools): Promise<WorkReport> {
  const findings = createFindings();
  let moved = 0;
  const total = await countFiles(from);
  tools.progressed(0, total);
  for (let round = 0; round < rounds; round += 1) {
    const left = createFindings();
    const before = moved;
    for await (const path of filesBelow(from, left)) {
      tools.signal.throwIfAborted();
      if (await moveOne(join(from, path), join(to, path), path, left, disk)) moved += 1;
      tools.progressed(moved, Math.max(total, moved));
    }
    if (round === rounds - 1 || moved === before) {
      for (const { listed } of left.groups()) for (const finding of listed) findings.add('left', finding);
      break;
    }
  }
  await removeEmptyFolders(from);
  await journal.clear();
  const left = findings.total('left');
  const rest = left === 0 ? '' : ` ${counted(left, 'file')} stayed in ${from}; Conch finds the clips there too.`;
  return { summary: `${counted(moved, 'file')} moved to ${to}.${rest}`, findings: findings.groups() };
}

async function moveOne(from: string, to: string, name: string, left: Findings, disk?: MoveCalls): Promise<boolean> {
  try {
    if (from.endsWith(copyEnding)) {
      await rm(from, { force: true });
      return false;
    }
    if ((await moveFile(from, to, disk)) === 'moved') return true;
    if (await isOlderSidecar(from, to)) {
      await rm(from, { force: true });
      return true;
    }
    left.add('left', { name, reason: 'There is another file of this name in the new folder.' });
    return false;
  } catch (error) {
    // Taken away meanwhile: deleted by the person.
    if (codeOf(error) === 'ENOENT' && !(await isThere(from))) return false;
    if (!passing.has(codeOf(error) ?? '')) throw diskError(error, to);
    left.add('left', { name, reason: 'Another program holds this file, or this account may not move it.' });
    return false;
  }
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

async function countFiles(folder: string): Promise<number> {
  let count = 0;
  try {
    for await (const { files } of walkFolder(folder)) count += files.length;
  } catch (error) {
    throw diskError(error, folder);
  }
  return count;
}

async function* filesBelow(folder: string, left: Findings): AsyncGenerator<string> {
  const unreadable = (name: string): void => left.add('left', { name, reason: 'This folder cannot be read.' });
  for await (const { path, files, others } of walkFolder(folder, unreadable)) {
    const below = (name: string): string => (path === '' ? name : `${path}/${name}`);
    for (const name of others) left.add('left', { name: below(name), reason: 'This is a link and no file.' });
    // The sidecar after its clip: beside a clip it is looked for.
    for (const name of files.toSorted((a, b) => Number(a.endsWith('.json')) - Number(b.endsWith('.json')))) {
      yield below(name);
    }
  }
}

async function removeEmptyFolders(folder: string): Promise<void> {
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) await removeEmptyFolders(join(folder, entry.name));
    }
    await rmdir(folder);
  } catch {
    // Not empty, or not ours to remove: an empty folder that stays costs nothing.
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
