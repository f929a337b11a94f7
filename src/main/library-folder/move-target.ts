import { lstat, mkdir, open, readdir, realpath, rm, rmdir, stat, statfs } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { failure, FailureError } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { codeOf, syncFolder } from '../disk/atomic-file.ts';
import { diskError } from '../disk/disk-failure.ts';
import { isEmpty, probePrefix } from './empty-folder.ts';
import { walkFolder } from './walk-folder.ts';

/**
 * Whether a library may be moved there. Makes the folder when it is not there yet. Throws `FailureError` with a
 * sentence that tells what to do instead; nothing has been touched then.
 */
export async function assertMovable(from: string, to: string): Promise<void> {
  if (!isAbsolute(to) || to.includes('\0')) throw refuse(sentence('The library folder must be a full path.'));
  await assertSource(from);
  const isNew = await makeFolder(to);
  try {
    const [source, target] = [await realpath(from), await realpath(to)];
    const [one, other] = [await stat(source), await stat(target)];
    if (source === target || (one.dev === other.dev && one.ino === other.ino)) {
      throw refuse(sentence('That is the library folder already, perhaps by another name.'));
    }
    if (isBelow(target, source))
      throw refuse(sentence('This folder lies inside the library. Choose one outside of it.'));
    if (isBelow(source, target)) {
      throw refuse(sentence('The library lies inside this folder. Choose an empty folder of its own.'));
    }
    if (!(await isEmpty(target))) {
      throw refuse(sentence('There are files in this folder already. Choose an empty one, or use it without moving.'));
    }
    await assertWritable(target);
    if (one.dev !== other.dev) await assertRoom(source, target);
  } catch (error) {
    if (isNew) await rmdir(to).catch(() => {});
    throw diskError(error, to);
  }
}

async function assertSource(from: string): Promise<void> {
  try {
    await stat(from);
  } catch (error) {
    throw diskError(error, from);
  }
}

/** True when it was not there before. */
async function makeFolder(to: string): Promise<boolean> {
  try {
    const facts = await lstat(to);
    if (facts.isSymbolicLink()) throw refuse(sentence('This is a link to a folder. Choose the folder itself.'));
    if (!facts.isDirectory()) throw refuse(sentence('There is a file of this name. Choose a folder.'));
    return false;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw diskError(error, to);
  }
  try {
    await mkdir(to);
    // Of a folder around it that may not be read, nobody can flush the entry.
    await syncFolder(dirname(to)).catch(() => {});
  } catch (error) {
    throw diskError(error, to);
  }
  return true;
}

function isBelow(path: string, parent: string): boolean {
  return resolve(path).startsWith(parent.endsWith(sep) ? parent : parent + sep);
}

/** Throws the system's own error. */
export async function assertWritable(folder: string): Promise<void> {
  const file = await open(join(folder, `${probePrefix}${process.pid}`), 'w');
  await file.close();
  // Also those of a process that was ended in between.
  const probes = (await readdir(folder)).filter((name) => name.startsWith(probePrefix));
  for (const name of probes) await rm(join(folder, name), { force: true });
}

const slackBytes = 16_000_000;

async function assertRoom(from: string, to: string): Promise<void> {
  let needed = slackBytes;
  for await (const { path, files } of walkFolder(from)) {
    for (const name of files) needed += (await lstat(join(from, path, name)).catch(() => undefined))?.size ?? 0;
  }
  const { bavail, bsize } = await statfs(to);
  if (bavail * bsize >= needed) return;
  throw refuse(
    sentence(
      'There is not enough room in {{to}}: about {{neededBytes, bytes}} are needed, and {{freeBytes, bytes}} are free.',
      { to, neededBytes: needed, freeBytes: bavail * bsize },
    ),
  );
}

function refuse(words: Sentence): FailureError {
  return new FailureError(failure('disk', words, { stage: 'local' }));
}
