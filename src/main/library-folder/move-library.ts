import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkReport } from '../../shared/work.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { diskError } from '../disk/disk-failure.ts';
import { createFindings, summed, type Findings } from './findings.ts';
import type { MoveCalls } from './move-file.ts';
import type { MoveJournal, MoveOrder } from './move-journal.ts';
import { moveSome } from './move-some.ts';
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
/** Files that are placed before one flush of their folders. */
const atOnce = 128;

async function goOn({ from, to }: MoveOrder, { journal, disk }: MoveOptions, tools: WorkTools): Promise<WorkReport> {
  const findings = createFindings();
  let moved = 0;
  const total = await countFiles(from);
  tools.progressed(0, total);
  for (let round = 0; round < rounds; round += 1) {
    const left = createFindings();
    const before = moved;
    for await (const paths of batchesOf(filesBelow(from, left), atOnce)) {
      moved += await moveSome(paths, { from, to, left, signal: tools.signal, ...(disk && { disk }) });
      tools.progressed(moved, Math.max(total, moved));
    }
    if (round === rounds - 1 || moved === before) {
      for (const { listed } of left.groups()) for (const finding of listed) findings.addAgain('left', finding);
      break;
    }
  }
  await removeEmptyFolders(from);
  await journal.clear();
  const left = findings.total('left');
  return summed(
    [
      moved === 1
        ? sentence('{{files, number}} file moved to {{folder}}.', { files: moved, folder: to })
        : sentence('{{files, number}} files moved to {{folder}}.', { files: moved, folder: to }),
      ...(left === 0 ? [] : [stayed(left, from)]),
    ],
    findings,
  );
}

function stayed(files: number, folder: string): Sentence {
  return files === 1
    ? sentence('{{files, number}} file stayed in {{folder}}; Conch finds the clips there too.', { files, folder })
    : sentence('{{files, number}} files stayed in {{folder}}; Conch finds the clips there too.', { files, folder });
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
  const unreadable = (name: string): void =>
    left.add('left', { name, reason: sentence('This folder cannot be read.') });
  for await (const { path, files, others } of walkFolder(folder, unreadable)) {
    const below = (name: string): string => (path === '' ? name : `${path}/${name}`);
    for (const name of others) left.add('left', { name: below(name), reason: sentence('This is a link and no file.') });
    // The sidecar after its clip: beside a clip it is looked for.
    for (const name of files.toSorted((a, b) => Number(a.endsWith('.json')) - Number(b.endsWith('.json')))) {
      yield below(name);
    }
  }
}

async function* batchesOf(paths: AsyncIterable<string>, most: number): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const path of paths) {
    batch.push(path);
    if (batch.length < most) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
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
