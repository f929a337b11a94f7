import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FailureError, failure } from '../../shared/failure.ts';
import { pictureTypes, type PictureType } from '../../shared/model.ts';
import { pictureSchema, type Picture } from '../../shared/request.ts';
import { writeAtomically } from '../disk/atomic-file.ts';
import { diskError } from '../disk/disk-failure.ts';
import { inspectPicture } from './inspect-picture.ts';

/** First frames, kept under the SHA-256 of their bytes, so that the same picture is kept once and never changes. */
export interface PictureStore {
  /** Throws `FailureError`: `invalid-image` with a sentence for the person, or `disk`. The name is for the eye only. */
  add(content: AsyncIterable<Uint8Array> | Uint8Array, name?: string): Promise<Picture>;
  /** Throws `FailureError` when there is no such picture or its bytes are no longer what they were. */
  read(id: string): Promise<{ picture: { id: string; type: PictureType; sizeBytes: number }; bytes: Uint8Array }>;
  /** Absolute; undefined when there is no such picture. */
  path(id: string): Promise<{ path: string; type: PictureType } | undefined>;
  /** The whole picture as a `data:` address. Throws like `read`. */
  dataUrl(id: string): Promise<string>;
}

/** More than any provider takes, so that the composer can say what is too big and offer to shrink it. */
const largestPictureBytes = 64_000_000;

export function createPictureStore(folder: string): PictureStore {
  const pathOf = (id: string, type: PictureType): string => join(folder, `${id}.${type.replace('image/', '')}`);

  async function path(id: string): Promise<{ path: string; type: PictureType } | undefined> {
    if (!pictureSchema.shape.id.safeParse(id).success) return undefined;
    for (const type of pictureTypes) {
      const candidate = pathOf(id, type);
      if (await isFile(candidate)) return { path: candidate, type };
    }
    return undefined;
  }

  async function read(id: string): ReturnType<PictureStore['read']> {
    const found = await path(id);
    if (found === undefined) throw invalid('The picture is no longer in the library. Choose it again.');
    let bytes;
    try {
      bytes = await readFile(found.path);
    } catch (error) {
      throw diskError(error, folder);
    }
    if (sha256(bytes) !== id) throw invalid('The picture in the library is damaged. Choose it again.');
    return { picture: { id, type: found.type, sizeBytes: bytes.length }, bytes };
  }

  return {
    async add(content, name) {
      const bytes = content instanceof Uint8Array ? content : await collect(content);
      if (bytes.length > largestPictureBytes) throw tooLarge();
      const { type, widthPixels, heightPixels } = inspectPicture(bytes);
      const id = sha256(bytes);
      const label = readableName(name);
      try {
        if (!(await isFile(pathOf(id, type)))) await writeAtomically(pathOf(id, type), bytes);
      } catch (error) {
        throw diskError(error, folder, bytes.length);
      }
      return {
        id,
        type,
        sizeBytes: bytes.length,
        widthPixels,
        heightPixels,
        ...(label !== undefined && { name: label }),
      };
    },
    read,
    path,
    async dataUrl(id) {
      const { picture, bytes } = await read(id);
      return `data:${picture.type};base64,${Buffer.from(bytes).toString('base64')}`;
    },
  };
}

/** Stops at the limit instead of filling the memory. */
async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > largestPictureBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The last part of a path, without anything that could disturb a line of text. */
function readableName(name: string | undefined): string | undefined {
  const last = name
    ?.toWellFormed()
    .split(/[/\\]/)
    .at(-1)
    ?.replaceAll(/\p{C}/gu, '')
    .trim()
    .slice(0, 255)
    .toWellFormed();
  return last === '' ? undefined : last;
}

function tooLarge(): FailureError {
  return invalid(`The file is larger than ${largestPictureBytes / 1_000_000} MB. Choose a smaller picture.`);
}

function invalid(message: string): FailureError {
  return new FailureError(failure('invalid-image', message, { stage: 'local' }));
}
