import { constants, createWriteStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { syncFile, syncFolder } from '../disk/atomic-file.ts';

/** One file of an export. */
export type Member =
  /** A copy of a file. */
  | { name: string; path: string; sizeBytes: number }
  /** Text in pieces; it is asked for when its turn comes. */
  | { name: string; text: () => AsyncIterable<string> | Iterable<string> };

/** Where an export is written to. Nothing stands under its real name before it is whole. */
export interface ExportTarget {
  /** Takes the members one after the other. Throws the system's own error, or the signal's reason. */
  write(members: AsyncIterable<Member>, signal: AbortSignal): Promise<void>;
  /** Takes away what is half done. */
  discard(): Promise<void>;
}

/**
 * @param path of the new folder; its parent is there
 * @param growing where it is until it is whole; nothing is there yet
 */
export function folderTarget(path: string, growing: string): ExportTarget {
  return {
    async write(members, signal) {
      // Not `recursive`: what is there already is somebody else's.
      await mkdir(growing);
      for await (const member of members) {
        signal.throwIfAborted();
        const target = join(growing, ...member.name.split('/'));
        await mkdir(dirname(target), { recursive: true });
        if ('path' in member) {
          await copyFile(member.path, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
          await syncFile(target);
        } else {
          await pipeline(Readable.from(member.text()), createWriteStream(target, { flags: 'wx', flush: true }), {
            signal,
          });
        }
      }
      await rename(growing, path);
      await syncFolder(dirname(path));
    },
    discard: () => rm(growing, { recursive: true, force: true }),
  };
}

/**
 * A ZIP archive, with ZIP64 where it is needed. Clips are stored as they are: they do not get smaller.
 *
 * @param growing where it is written until it is whole; nothing is there yet
 */
export function zipTarget(path: string, growing: string): ExportTarget {
  return {
    async write(members, signal) {
      const zip = new ZipFile();
      // The stream of the archive itself knows nothing of the trouble of its members.
      const troubled = new Promise<never>((_resolve, reject) => zip.once('error', reject));
      const written = pipeline(zip.outputStream, createWriteStream(growing, { flags: 'wx', flush: true }), { signal });
      // One member at a time: thousands that wait would hold as much memory.
      const fill = async (): Promise<void> => {
        for await (const member of members) {
          signal.throwIfAborted();
          await addMember(zip, member, signal);
        }
        zip.end();
        await written;
      };
      const filled = fill();
      try {
        await Promise.race([filled, written.then(() => filled), troubled]);
      } catch (error) {
        // Ends the pipe, and with it whoever still waits for it.
        if (zip.outputStream instanceof Readable) zip.outputStream.destroy(error instanceof Error ? error : undefined);
        await Promise.allSettled([written]);
        filled.catch(() => {});
        throw error;
      }
      await rename(growing, path);
      await syncFolder(dirname(path));
    },
    discard: () => rm(growing, { force: true }),
  };
}

async function addMember(zip: ZipFile, member: Member, signal: AbortSignal): Promise<void> {
  if (!('path' in member)) {
    const stream = Readable.from(member.text());
    await ended(stream, signal, () => zip.addReadStream(stream, member.name, { compress: true }));
    return;
  }
  const file = await open(member.path, 'r');
  const { size, mtime } = await file.stat();
  const stream = file.createReadStream();
  await ended(stream, signal, () => zip.addReadStream(stream, member.name, { compress: false, size, mtime }));
}

/** Waits until the archive has read a member to its end. */
function ended(stream: Readable, signal: AbortSignal, begin: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => void stream.destroy(signal.reason instanceof Error ? signal.reason : undefined);
    signal.addEventListener('abort', stop, { once: true });
    stream.once('close', () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    stream.once('error', reject);
    begin();
  });
}
