import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pictureTypes, type PictureType } from '../../shared/model.ts';
import { tooLargeProblem } from '../../shared/picture/examine.ts';
import { largestPictureBytes, type PictureFacts } from '../../shared/picture/facts.ts';
import { keptFields, type KeptFields } from '../../shared/picture/kept-fields.ts';
import { stripPicture } from '../../shared/picture/strip.ts';
import { pictureSchema, type KeptPicture } from '../../shared/request.ts';
import { sentence } from '../../shared/sentence.ts';
import { writeAtomically } from '../disk/atomic-file.ts';
import { diskError } from '../disk/disk-failure.ts';
import { inspectPicture, invalidPicture } from './inspect-picture.ts';

/**
 * Pictures without the details that they came with, kept under the SHA-256 of their bytes, so that the same picture is
 * kept once and never changes. What is shown and what is sent are these bytes.
 */
export interface PictureStore {
  /**
   * Takes the details out and keeps the rest. Throws `FailureError`: `invalid-image` with a sentence for the person, or
   * `disk`. The name is for the eye only.
   */
  add(content: AsyncIterable<Uint8Array> | Uint8Array, name?: string): Promise<KeptPicture>;
  /**
   * As it may be sent: what was kept by a version that took no details out is read without them, the same way every
   * time. Throws `FailureError` when there is no such picture or its bytes are no longer what they were.
   */
  read(id: string): Promise<{ picture: KeptFields & { id: string }; bytes: Uint8Array }>;
  /** Absolute; undefined when there is no such picture. */
  path(id: string): Promise<{ path: string; type: PictureType } | undefined>;
  /** The whole picture as a `data:` address. Throws like `read`. */
  dataUrl(id: string): Promise<string>;
}

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
    if (found === undefined)
      throw invalidPicture(sentence('The picture is no longer in the library. Choose it again.'));
    let bytes;
    try {
      bytes = await readFile(found.path);
    } catch (error) {
      throw diskError(error, folder);
    }
    if (sha256(bytes) !== id) throw invalidPicture(sentence('The picture in the library is damaged. Choose it again.'));
    const clean = withoutDetails(bytes);
    return { picture: { id, ...keptFields(clean.facts) }, bytes: clean.bytes };
  }

  return {
    async add(content, name) {
      const given = content instanceof Uint8Array ? content : await collect(content);
      const { bytes, facts, removed } = withoutDetails(given);
      const id = sha256(bytes);
      const label = readableName(name);
      const path = pathOf(id, facts.type);
      try {
        if (!(await isFile(path))) await writeAtomically(path, bytes);
      } catch (error) {
        throw diskError(error, folder, bytes.length);
      }
      return {
        id,
        ...keptFields(facts),
        ...(label !== undefined && { name: label }),
        ...(removed.length > 0 && { removed }),
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

/** Reads again what it made: that nothing is left in it is checked and not assumed. */
function withoutDetails(given: Uint8Array): {
  bytes: Uint8Array;
  facts: PictureFacts;
  removed: PictureFacts['metadata'];
} {
  const before = inspectPicture(given);
  if (before.metadata.length === 0) return { bytes: given, facts: before, removed: [] };
  const bytes = stripPicture(given, before);
  const facts = inspectPicture(bytes);
  const isSame = facts.widthPixels === before.widthPixels && facts.heightPixels === before.heightPixels;
  if (facts.metadata.length > 0 || !isSame) throw invalidPicture(notCleaned);
  return { bytes, facts, removed: before.metadata };
}

const notCleaned = sentence(
  'The details in the picture could not be taken out. Save it anew as JPEG or PNG and choose that one.',
);

/** Stops at the limit instead of filling the memory. */
async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > largestPictureBytes) throw invalidPicture(tooLargeProblem(size).said);
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
