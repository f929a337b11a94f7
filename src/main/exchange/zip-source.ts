import { failure, FailureError } from '../../shared/failure.ts';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { codeOf } from '../disk/atomic-file.ts';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { mostEntries, nameTrouble, tooManyEntries, type ImportEntry, type ImportSource } from './import-source.ts';

/**
 * An archive from anywhere. Nothing in it is believed: names are judged here, and what would swell beyond all measure
 * is refused before it is opened. Whoever reads an entry counts its bytes.
 *
 * Throws `FailureError` when it is no archive, and the system's own error when it cannot be read.
 */
export async function openZipSource(path: string): Promise<ImportSource> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, {
      autoClose: false,
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: false,
    });
  } catch (error) {
    if (codeOf(error) !== undefined) throw error;
    throw noArchive();
  }
  const found = new Map<string, Entry>();
  const refused: { name: string; reason: Sentence }[] = [];
  try {
    if (zip.entryCount > mostEntries) throw tooManyEntries();
    await readEntries(zip, (entry) => {
      if (found.size + refused.length >= mostEntries) throw tooManyEntries();
      const { name, reason } = judge(entry, found);
      if (reason !== undefined) refused.push({ name, reason });
      else if (!name.endsWith('/')) found.set(name, entry);
    });
  } catch (error) {
    zip.close();
    if (error instanceof FailureError || codeOf(error) !== undefined) throw error;
    throw noArchive();
  }
  return {
    entries: [...found].map(([name, { uncompressedSize }]): ImportEntry => ({ name, sizeBytes: uncompressedSize })),
    refused,
    open({ name }) {
      const entry = found.get(name);
      if (entry === undefined) throw new Error('this entry is not of this archive');
      return zip.openReadStreamPromise(entry);
    },
    async close() {
      zip.close();
    },
  };
}

function readEntries(zip: ZipFile, take: (entry: Entry) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      try {
        take(entry);
        zip.readEntry();
      } catch (error) {
        reject(error instanceof Error ? error : new Error('unreadable'));
      }
    });
    zip.once('end', resolve);
    zip.once('error', reject);
    zip.readEntry();
  });
}

/** Deflate cannot do more than 1032:1; text does 20:1 at its best. */
const largestRatio = 200;
const typeMask = 0o170000;
const linkType = 0o120000;

function judge(entry: Entry, found: ReadonlyMap<string, Entry>): { name: string; reason?: Sentence } {
  const name = nameOf(entry);
  if (name === undefined) return { name: '(unreadable name)', reason: sentence('Its name is no readable text.') };
  // A folder has a name that ends so; it has no content.
  const trouble = nameTrouble(name.replace(/\/$/, ''));
  if (trouble !== undefined) return { name, reason: trouble };
  if (((entry.externalFileAttributes >>> 16) & typeMask) === linkType) {
    return { name, reason: sentence('This is a link and not a file.') };
  }
  if (entry.isEncrypted()) return { name, reason: sentence('It is locked with a password.') };
  if (!entry.canDecodeFileData()) return { name, reason: sentence('It is packed in a way that Conch cannot open.') };
  if (entry.uncompressedSize > 4096 && entry.uncompressedSize > entry.compressedSize * largestRatio) {
    return { name, reason: sentence('It would become far larger than any clip when opened.') };
  }
  if (entry.compressionMethod === 0 && entry.compressedSize !== entry.uncompressedSize) {
    return { name, reason: sentence('Its size is not what the archive says.') };
  }
  if (found.has(name)) return { name, reason: sentence('There is another file of this name in the archive.') };
  return { name };
}

function nameOf({ fileName }: Entry): string | undefined {
  try {
    // With `decodeStrings: false` it is bytes, which the types do not know.
    return new TextDecoder('utf-8', { fatal: true }).decode(fileName as unknown as Uint8Array);
  } catch {
    return undefined;
  }
}

function noArchive(): FailureError {
  const message = sentence('This file is no ZIP archive that Conch can read, or it is damaged. Nothing was taken in.');
  return new FailureError(failure('invalid-request', message, { stage: 'local' }));
}
