import { randomUUID } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute } from 'node:path';
import PQueue from 'p-queue';
import {
  largestListBytes,
  mostRows,
  type List,
  type ListInput,
  type ListRow,
  type ListTrouble,
} from '../../shared/batch/list.ts';
import { readRow, type NamedProvider, type ReadRow } from '../../shared/batch/read-row.ts';
import { failure, failureFrom, FailureError } from '../../shared/failure.ts';
import type { Picture } from '../../shared/request.ts';
import { says, sentence, type Said, type Sentence } from '../../shared/sentence.ts';
import { diskError } from '../disk/disk-failure.ts';
import type { PictureStore } from '../library/picture-store.ts';
import { decodeText } from './decode-text.ts';
import { readPictureFile } from './picture-file.ts';
import { readCsv, type ReadCells } from './read-csv.ts';
import { readFolder } from './read-folder.ts';
import { readJsonl } from './read-jsonl.ts';

/** Reads lists of clips to make. Nothing is sent or queued by it. */
export interface ListReader {
  /** @throws {FailureError} when there is nothing that could be read as a list */
  read(input: ListInput): Promise<List>;
  /** Keeps what a window has sent, until it is read. Gives back the id under which it is known. */
  keepUpload(bytes: Uint8Array, name: string | undefined): string;
}

export interface ListReaderOptions {
  pictures: Pick<PictureStore, 'add'>;
  providers(): readonly NamedProvider[];
}

/** A window reads what it has sent at once; a few may have been forgotten. */
const mostUploads = 4;
const picturesAtOnce = 4;

type FindPicture = (name: string) => Promise<Picture | { refused: Said }>;

interface Source {
  name: string;
  kind: List['kind'];
  encoding?: List['encoding'];
  read: ReadCells;
  find: FindPicture;
}

export function createListReader({ pictures, providers }: ListReaderOptions): ListReader {
  const uploads = new Map<string, { bytes: Uint8Array; name: string }>();

  async function fromPath(path: string): Promise<Source> {
    if (!isAbsolute(path)) throw refuse(sentence('Give the full path of the list.'));
    const facts = await stat(path).catch((error: unknown) => {
      throw diskError(error, path);
    });
    if (facts.isDirectory()) {
      const read = await readFolder(path);
      const name = basename(path);
      return { name, kind: 'folder', read: { ...read, unknownColumns: [] }, find: finder(path) };
    }
    if (!facts.isFile()) throw refuse(sentence('That is neither a file nor a folder.'));
    return { ...fromBytes(await readBounded(path), basename(path)), find: finder(dirname(path)) };
  }

  /** Many rows may name the same picture: it is read once. */
  function finder(folder: string): FindPicture {
    const known = new Map<string, ReturnType<FindPicture>>();
    const look: FindPicture = async (name) => {
      const file = await readPictureFile(folder, name);
      if ('refused' in file) return file;
      try {
        return await pictures.add(file.bytes, name);
      } catch (thrown) {
        const { kind, message, said = [] } = failureFrom(thrown);
        if (kind !== 'invalid-image') throw thrown;
        return { refused: { message, said } };
      }
    };
    return (name) => {
      const found = known.get(name) ?? look(name);
      known.set(name, found);
      return found;
    };
  }

  return {
    async read({ from }) {
      if (from.kind === 'path') return listFrom(await fromPath(from.path), providers());
      const upload = uploads.get(from.uploadId);
      if (upload === undefined) throw refuse(sentence('The list is not there any more. Choose it again.'));
      const sent = new Map(from.pictures?.map(({ name, picture }) => [name, picture]));
      const find: FindPicture = async (name) =>
        sent.get(name) ?? { refused: says('The picture “{{name}}” did not come with the list.', { name }) };
      return listFrom({ ...fromBytes(upload.bytes, upload.name), find }, providers());
    },
    keepUpload(bytes, name = 'list') {
      const id = randomUUID();
      uploads.set(id, { bytes, name });
      const [oldest] = uploads.keys();
      if (uploads.size > mostUploads && oldest !== undefined) uploads.delete(oldest);
      return id;
    },
  };
}

function fromBytes(bytes: Uint8Array, name: string): Omit<Source, 'find'> {
  const decoded = decodeText(bytes);
  if (decoded === undefined) {
    throw refuse(sentence('That is not a text file. A spreadsheet has to be saved as CSV first.'));
  }
  const { text, encoding } = decoded;
  const kind = /\.(jsonl|ndjson)$/i.test(name) || /^\s*\{"/.test(text) ? 'jsonl' : 'csv';
  return { name, kind, encoding, read: kind === 'jsonl' ? readJsonl(text) : readCsv(text) };
}

async function listFrom(
  { name, kind, encoding, read, find }: Source,
  providers: readonly NamedProvider[],
): Promise<List> {
  if (read.cells.length + read.troubles.length > mostRows) {
    throw refuse(sentence('The list has more than {{most, number}} lines. Split it into several.', { most: mostRows }));
  }
  if (read.cells.length === 0 && read.troubles.length === 0) throw refuse(nothingIn[kind]());
  const troubles: ListTrouble[] = [...read.troubles];
  const rows: ListRow[] = [];
  const queue = new PQueue({ concurrency: picturesAtOnce });
  await queue.addAll(
    read.cells.map(({ line, cells }) => async () => {
      const row = readRow(line, cells, providers);
      if (Array.isArray(row)) return void troubles.push(...row);
      const found = await withImage(row, find);
      if ('refused' in found) troubles.push({ line, column: 'image', ...found.refused });
      else rows.push(found);
    }),
  );
  return {
    name,
    kind,
    ...(encoding !== undefined && { encoding }),
    ...(read.separator !== undefined && { separator: read.separator }),
    rows: rows.toSorted((one, other) => one.line - other.line),
    troubles: troubles.toSorted((one, other) => one.line - other.line),
    unknownColumns: read.unknownColumns.slice(0, 100),
  };
}

async function withImage({ imageName, ...row }: ReadRow, find: FindPicture): Promise<ListRow | { refused: Said }> {
  if (imageName === undefined) return row;
  if (/^(https?|data):/i.test(imageName)) {
    return { ...row, image: { kind: 'url', name: imageName, url: imageName } };
  }
  const found = await find(imageName);
  return 'refused' in found ? found : { ...row, image: { kind: 'picture', name: imageName, picture: found } };
}

async function readBounded(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > largestListBytes) {
        throw refuse(sentence('The list is larger than {{limit, bytes}}. Split it.', { limit: largestListBytes }));
      }
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof FailureError) throw error;
    throw diskError(error, path);
  }
}

const nothingIn: Record<List['kind'], () => Sentence> = {
  csv: () => sentence('There are no rows in this list. Its first line names the columns, the others are the clips.'),
  jsonl: () => sentence('There are no rows in this list.'),
  folder: () => sentence('There are no pictures in this folder.'),
};

function refuse(words: Sentence): FailureError {
  return new FailureError(failure('invalid-request', words, { stage: 'local', charged: 'no' }));
}
