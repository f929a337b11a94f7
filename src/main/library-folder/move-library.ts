import { randomUUID } from 'node:crypto';
import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkReport } from '../../shared/work.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { diskError } from '../disk/disk-failure.ts';
import { createFindings, summed, type Findings } from './findings.ts';
import type { MoveCalls } from './move-file.ts';
import type { MoveJournal, MoveOrder } from './move-journal.ts';
import { isMoveMark, leaveMark, removeMarks } from './move-mark.ts';
import { moveSome } from './move-some.ts';
import { assertMovable } from './move-target.ts';
import { assertSameTarget } from './same-target.ts';
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
  const mark = randomUUID();
  const order: MoveOrder = { format: 'conch-move-1', from, to, mark };
  try {
    await options.rememberFolder(from);
    await options.rememberFolder(to);
    await removeMarks(to);
    // Before the order: one whose mark is missing is never gone on with.
    await leaveMark(to, mark);
    await options.journal.write(order);
  } catch (error) {
    throw diskError(error, to);
  }
  try {
    options.putInForce(to);
  } catch (error) {
    await options.journal.clear();
    await removeMarks(to);
    throw error;
  }
  return goOn(order, options, tools);
}

/**
 * Takes up a move that was interrupted. Throws `FailureError`, with nothing touched and the order kept, when its folder
 * is not there.
 */
export async function resumeMove(order: MoveOrder, options: MoveOptions, tools: WorkTools): Promise<WorkReport> {
  const { to, mark = randomUUID() } = order;
  const { stopped: _stopped, ...rest } = { ...order, mark };
  if (order.emptied !== true) await assertSameTarget(order);
  try {
    if (order.mark === undefined) await leaveMark(to, mark);
    await options.journal.write(rest);
  } catch (error) {
    throw diskError(error, to);
  }
  // Killed between the order and the setting: the setting follows.
  options.putInForce(to);
  return order.emptied === true ? finish(rest, 0, createFindings(), options) : goOn(rest, options, tools);
}

/** The clips stay where they are by now, and are found in both folders. Throws the system's own error. */
export async function endMove(journal: MoveJournal): Promise<void> {
  const order = journal.read();
  await journal.clear();
  if (order !== undefined) await removeMarks(order.to);
}

/** Files that came while the others were moved are moved too. */
const rounds = 3;
/** Files that are placed before one flush of their folders. */
const atOnce = 128;

async function goOn(order: MoveOrder, options: MoveOptions, tools: WorkTools): Promise<WorkReport> {
  const { from, to } = order;
  const { journal, disk } = options;
  const findings = createFindings();
  let moved = 0;
  const total = await countFiles(from);
  tools.progressed(0, total);
  const assertTarget = (): Promise<void> => assertSameTarget(order);
  for (let round = 0; round < rounds; round += 1) {
    const left = createFindings();
    const staying = new Set<string>();
    const before = moved;
    for await (const paths of batchesOf(filesBelow(from, left), atOnce)) {
      const batch = { from, to, left, staying, assertTarget, signal: tools.signal, ...(disk && { disk }) };
      moved += await moveSome(paths, batch);
      tools.progressed(moved, Math.max(total, moved));
    }
    if (round === rounds - 1 || moved === before) {
      for (const { listed } of left.groups()) for (const finding of listed) findings.addAgain('left', finding);
      break;
    }
  }
  try {
    await journal.write({ ...order, emptied: true });
  } catch (error) {
    throw diskError(error, to);
  }
  return finish(order, moved, findings, options);
}

/** May be killed anywhere: the order says that no file is left to be moved. */
async function finish(
  { from, to }: MoveOrder,
  moved: number,
  findings: Findings,
  { journal }: MoveOptions,
): Promise<WorkReport> {
  await removeMarks(from);
  await removeEmptyFolders(from);
  await removeMarks(to);
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
    for await (const { files } of walkFolder(folder)) count += files.filter((name) => !isMoveMark(name)).length;
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
    const moving = files.filter((name) => !isMoveMark(name));
    for (const name of moving.toSorted((a, b) => Number(a.endsWith('.json')) - Number(b.endsWith('.json')))) {
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
