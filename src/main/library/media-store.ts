import * as fsPromises from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { FailureError, failure } from '../../shared/failure.ts';
import { isIn, jobIdSchema, type Asset, type Job, type JobIn } from '../../shared/job.ts';
import { sentence } from '../../shared/sentence.ts';
import type { VerifiedPart } from '../download/download-output.ts';
import { codeOf, renamePatiently, syncFile, syncFolder, writeAtomically, type DiskCalls } from '../disk/atomic-file.ts';
import { clipPaths, clipTypes, shortClipPath, sidecarOf } from './clip-name.ts';
import { diskError } from '../disk/disk-failure.ts';
import { readEmbedded } from './embedded-clip.ts';
import { hashFile } from '../disk/hash-file.ts';
import { makeLibraryFolder } from './library-place.ts';
import { createLibraryFolders } from './library-folders.ts';
import { taggedEnding } from './tag-part.ts';
import { sidecarBelongsTo, sidecarFor, type Sidecar, type SidecarFacts } from './sidecar.ts';

/** Clips, posters and half-finished downloads. Asked by job and asset, never by a path from outside. */
export interface MediaStore {
  /** The library folder in force; absolute. */
  folder(): string;
  /** Every folder that clips were saved in, the one in force first. */
  folders(): string[];
  /** Clips lie in this folder too. Throws the system's own error. */
  rememberFolder(folder: string): Promise<void>;
  partPath(jobId: string): string;
  /**
   * Takes a verified download into the library: flush, move, flush the folder, write the sidecar. Taking the same job
   * again replaces its own clip and nobody else's. Throws `FailureError` of kind `disk`.
   */
  adopt(job: Job, part: VerifiedPart): Promise<Asset>;
  /**
   * Undefined when the file is gone, is no regular file, or would lie outside the library folder. Folders that were
   * the library folder in earlier days count too.
   */
  absolutePath(asset: Asset): Promise<string | undefined>;
  /** Throws `FailureError` when the bytes are no WebP picture or are too many. */
  savePoster(jobId: string, bytes: Uint8Array): Promise<void>;
  posterPath(jobId: string): string | undefined;
  /** What belongs into the sidecar of a clip now. */
  describe(job: JobIn<'done'>): Sidecar;
  /** Writes the sidecar anew. False when the clip is not there to lie beside. Throws `FailureError` of kind `disk`. */
  writeSidecar(job: JobIn<'done'>): Promise<boolean>;
  /**
   * Clip, sidecar, poster and part. What is already gone is no trouble.
   *
   * @param discard what becomes of the clip and its sidecar, e.g. the system's trash; absent: they are gone at once
   */
  removeFiles(job: Job, discard?: (path: string) => Promise<void>): Promise<void>;
  freeBytes(): Promise<number | undefined>;
}

export interface MediaStoreOptions {
  folder: () => string;
  dataFolder: string;
  version: string;
  providerName: (id: string) => string;
  /** The name of a collection, for the sidecars. */
  collectionName?: (id: string) => string | undefined;
  /** How new clips are named; absent: the usual way. */
  nameTemplate?: () => string;
  disk?: DiskCalls;
}

const largestPosterBytes = 512_000;
/** Of a clip that is on its way from another disk. */
const copyEnding = '.part';

export function createMediaStore(options: MediaStoreOptions): MediaStore {
  const { folder, dataFolder, disk = fsPromises } = options;
  const folders = createLibraryFolders(dataFolder);

  function ownPath(kind: 'parts' | 'posters', jobId: string, extension: string): string {
    // An id is a UUID everywhere; checked again here because it becomes part of a path.
    return join(dataFolder, kind, `${jobIdSchema.parse(jobId)}.${extension}`);
  }
  const partPath = (jobId: string): string => ownPath('parts', jobId, 'part');
  const posterPath = (jobId: string): string => ownPath('posters', jobId, 'webp');

  /** The usual name, unless a file of another job has it already, or the disk does not take so long a one. */
  async function freePath(job: Job, part: VerifiedPart): Promise<string> {
    const [usual, long] = clipPaths(job, part.type, options.nameTemplate?.());
    const short = shortClipPath(job, part.type);
    if (!(await fits(usual))) return short;
    if (await isFree(join(folder(), usual), job, part)) return usual;
    return (await fits(long)) ? long : short;
  }

  /** Also the longest name that is made of it. */
  async function fits(path: string): Promise<boolean> {
    try {
      await sizeOf(join(folder(), `${path}${copyEnding}`), disk);
      return true;
    } catch (error) {
      if (codeOf(error) === 'ENAMETOOLONG') return false;
      throw error;
    }
  }

  async function isFree(target: string, job: Job, part: VerifiedPart): Promise<boolean> {
    const size = await sizeOf(target, disk);
    if (size === undefined) return true;
    const ours = await sidecarBelongsTo(sidecarOf(target), job);
    if (ours !== undefined) return ours;
    // No sidecar: perhaps Conch was killed between the two writes. Then the file says so, or the bytes are the same.
    return isFileOf(job.id, target, part);
  }

  /** Across file systems a rename is refused; then a flushed copy beside the target is renamed, and the source stays. */
  async function place(from: string, to: string): Promise<void> {
    try {
      await renamePatiently(from, to, disk);
    } catch (error) {
      if (codeOf(error) !== 'EXDEV') throw error;
      const copy = `${to}${copyEnding}`;
      try {
        await disk.copyFile(from, copy);
        await syncFile(copy, disk);
        await renamePatiently(copy, to, disk);
      } catch (failed) {
        await disk.rm(copy, { force: true });
        throw failed;
      }
    }
  }

  function factsFor(job: Job, savedAt: number): SidecarFacts {
    const collections = (job.keeping?.collectionIds ?? []).flatMap((id) => {
      const name = options.collectionName?.(id);
      return name === undefined ? [] : [{ id, name }];
    });
    const providerName = options.providerName(job.request.providerId);
    return { savedAt, version: options.version, providerName, collections };
  }

  async function absolutePath(asset: Asset): Promise<string | undefined> {
    let other: string | undefined;
    for (const candidate of folders.all(folder())) {
      const found = await insideFolder(candidate, asset.path);
      // Two folders may have a file of one name.
      if (found?.sizeBytes === asset.sizeBytes) return found.path;
      other ??= found?.path;
    }
    return other;
  }

  async function saveSidecar(clip: string, job: JobIn<'downloading' | 'done'>, asset: Asset, savedAt: number) {
    const sidecar = sidecarFor(job, asset, factsFor(job, savedAt));
    await writeAtomically(sidecarOf(clip), `${JSON.stringify(sidecar, null, 2)}\n`, { mode: 0o644, disk });
  }

  return {
    folder,
    folders: () => folders.all(folder()),
    rememberFolder: folders.remember,
    partPath,

    async adopt(job, part) {
      if (!isIn(job, 'downloading')) throw new Error(`a job that is ${job.progress.state} has nothing to adopt`);
      const library = folder();
      try {
        const isUsual = library === join(dataFolder, 'library');
        const isNew = isUsual && (await sizeOf(library, disk)) === undefined;
        await makeLibraryFolder(library, library, isUsual);
        await folders.remember(library);
        await syncFile(part.path, disk);
        const path = await freePath(job, part);
        const target = join(library, path);
        await makeLibraryFolder(library, dirname(target), isUsual);
        await place(part.path, target);
        await syncFolder(dirname(target), disk);
        // The month's folder may be new itself, and so may the library.
        await syncFolder(library, disk);
        if (isNew) await syncFolder(dataFolder, disk);
        for (const path of [part.path, `${part.path}.json`]) await disk.rm(path, { force: true });
        const { sizeBytes, sha256, downloadedSha256, type, widthPixels, heightPixels, durationSeconds } = part;
        const asset: Asset = {
          path,
          sizeBytes,
          sha256,
          ...(downloadedSha256 !== undefined && { downloadedSha256 }),
          type,
          ...(widthPixels !== undefined && { widthPixels }),
          ...(heightPixels !== undefined && { heightPixels }),
          ...(durationSeconds !== undefined && { durationSeconds }),
          poster: false,
        };
        await saveSidecar(target, job, asset, Date.now());
        return asset;
      } catch (error) {
        throw diskError(error, library, codeOf(error) === 'ENOSPC' ? part.sizeBytes : undefined);
      }
    },

    absolutePath,

    describe: (job) => sidecarFor(job, job.progress.asset, factsFor(job, job.progress.savedAt)),

    async writeSidecar(job) {
      const clip = await absolutePath(job.progress.asset);
      if (clip === undefined) return false;
      try {
        await saveSidecar(clip, job, job.progress.asset, job.progress.savedAt);
      } catch (error) {
        throw diskError(error, dirname(clip));
      }
      return true;
    },

    async savePoster(jobId, bytes) {
      if (!isWebp(bytes) || bytes.length > largestPosterBytes) {
        throw new FailureError(
          failure('invalid-image', sentence('That is not a poster: a WebP picture of at most 512 kB.'), {
            stage: 'local',
          }),
        );
      }
      try {
        await writeAtomically(posterPath(jobId), bytes, { disk });
      } catch (error) {
        throw diskError(error, join(dataFolder, 'posters'));
      }
    },

    posterPath: (jobId) => (jobIdSchema.safeParse(jobId).success ? posterPath(jobId) : undefined),

    async removeFiles(job, discard = (path) => disk.rm(path, { force: true })) {
      const part = partPath(job.id);
      const doomed = [part, `${part}.json`, `${part}${taggedEnding}`, posterPath(job.id)];
      const kept: string[] = [];
      // By name as well: a clip that was being fetched again is on disk although its record says nothing of it.
      const names = new Set(
        clipTypes.flatMap((type) => [
          ...clipPaths(job, type),
          ...clipPaths(job, type, options.nameTemplate?.()),
          shortClipPath(job, type),
        ]),
      );
      const recorded = isIn(job, 'done') ? job.progress.asset : undefined;
      if (recorded !== undefined) names.add(recorded.path);
      try {
        for (const library of folders.all(folder())) {
          for (const name of names) {
            const clip = (await insideFolder(library, name))?.path;
            const sidecar = sidecarOf(join(library, name));
            const told = await sidecarBelongsTo(sidecar, job);
            // In another library folder, a file of this name may be another clip.
            const isToldByFile = told === undefined && clip !== undefined && name === recorded?.path;
            if (told === true || (isToldByFile && (await isFileOf(job.id, clip, recorded)))) {
              kept.push(...(clip === undefined ? [] : [clip]), sidecar);
            }
          }
        }
        for (const path of kept) if ((await sizeOf(path, disk)) !== undefined) await discard(path);
        for (const path of doomed) await disk.rm(path, { force: true });
      } catch (error) {
        throw diskError(error, folder());
      }
    },

    async freeBytes() {
      // Before the first clip the library folder is not there yet.
      for (const path of [folder(), dataFolder]) {
        try {
          const { bavail, bsize } = await fsPromises.statfs(path);
          return bavail * bsize;
        } catch {
          // Not there, or a file system that cannot tell; the next one may.
        }
      }
      return undefined;
    },
  };
}

/** Whether a file without a sidecar is this clip, as it says itself or by its bytes. */
async function isFileOf(id: string, path: string, clip: Pick<Asset, 'sizeBytes' | 'sha256'>): Promise<boolean> {
  if ((await readEmbedded(path))?.id === id) return true;
  return (await sizeOf(path)) === clip.sizeBytes && (await hashFile(path)) === clip.sha256;
}

/** The real path of a regular file below a folder. Symbolic links are not followed out of it, nor taken for a file. */
async function insideFolder(
  folder: string,
  relative: string,
): Promise<{ path: string; sizeBytes: number } | undefined> {
  const parts = relative.split('/');
  if (isAbsolute(relative) || relative.includes('\0') || relative.includes('\\')) return undefined;
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return undefined;
  const path = resolve(folder, ...parts);
  try {
    const facts = await fsPromises.lstat(path);
    if (!facts.isFile()) return undefined;
    const root = await fsPromises.realpath(folder);
    const real = await fsPromises.realpath(path);
    const isInside = real.startsWith(root.endsWith(sep) ? root : root + sep);
    return isInside ? { path: real, sizeBytes: facts.size } : undefined;
  } catch {
    return undefined;
  }
}

async function sizeOf(path: string, disk: Pick<DiskCalls, 'lstat'> = fsPromises): Promise<number | undefined> {
  try {
    return (await disk.lstat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isWebp(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return text.startsWith('RIFF') && text.endsWith('WEBP');
}
