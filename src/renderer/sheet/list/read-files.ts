import { largestListBytes, listUploadAnswerSchema, type List } from '../../../shared/batch/list.ts';
import { failure, FailureError, failureFrom, type Failure } from '../../../shared/failure.ts';
import type { Picture } from '../../../shared/request.ts';
import { sentence } from '../../../shared/sentence.ts';
import { takeIn } from '../../pictures/remake.ts';
import { chosenRules } from '../../pictures/take-first-frame.ts';
import { client } from '../../store/connection.ts';
import { sendBytes } from '../../store/send-bytes.ts';
import { folderList, namesOf, pathOf, sortFiles, stemOf } from './chosen-files.ts';

export interface ReadFilesOptions {
  signal: AbortSignal;
  onPicture: (done: number, total: number) => void;
  /** A picture that cannot be used; rows that name it are told as troubles of the list. */
  onLost: (name: string, failure: Failure) => void;
}

/** Takes the pictures into the library by the window's worker, and has the core read the list. Throws `FailureError`. */
export async function readFiles(files: readonly File[], options: ReadFilesOptions): Promise<List> {
  const { list, pictures, captions } = sortFiles(files);
  if (list === undefined && pictures.length === 0) {
    throw new FailureError(
      failure('invalid-request', sentence('There is neither a list (CSV or JSONL) nor a picture among these files.'), {
        stage: 'local',
      }),
    );
  }
  const taken = await takeAll(pictures, options);
  const uploadId = await (list === undefined
    ? upload(new Blob([await listOf(pictures, captions)]), `${folderOf(pictures)}.jsonl`, options.signal)
    : upload(list, list.name, options.signal));
  return client().call('batch.read', { from: { kind: 'upload', uploadId, pictures: taken } });
}

export function readPath(path: string): Promise<List> {
  return client().call('batch.read', { from: { kind: 'path', path } });
}

/** One after the other: only one picture is open at a time. */
async function takeAll(
  pictures: readonly File[],
  { signal, onPicture, onLost }: ReadFilesOptions,
): Promise<{ name: string; picture: Picture }[]> {
  const taken = new Map<string, Picture>();
  const rules = chosenRules();
  for (const [index, file] of pictures.entries()) {
    onPicture(index, pictures.length);
    try {
      const picture = await takeIn(file, file.name, { rules, signal });
      // Of two pictures of the same name in different folders, the bare name means the first.
      for (const name of namesOf(file)) if (!taken.has(name)) taken.set(name, picture);
    } catch (thrown) {
      signal.throwIfAborted();
      onLost(pathOf(file), failureFrom(thrown));
    }
  }
  return [...taken].map(([name, picture]) => ({ name, picture }));
}

async function listOf(pictures: readonly File[], captions: readonly File[]): Promise<string> {
  const texts = new Map<string, string>();
  for (const file of captions) texts.set(stemOf(pathOf(file)), await file.text());
  return folderList(pictures, (stem) => texts.get(stem));
}

function folderOf([first]: readonly File[]): string {
  const [folder = ''] = (first?.webkitRelativePath ?? '').split('/');
  return folder === '' ? 'pictures' : folder;
}

async function upload(body: Blob, name: string, signal: AbortSignal): Promise<string> {
  if (body.size > largestListBytes) {
    throw new FailureError(
      failure(
        'invalid-request',
        sentence('The list is larger than {{limit, bytes}}. Split it.', { limit: largestListBytes }),
        {
          stage: 'local',
        },
      ),
    );
  }
  return (await sendBytes('lists', { body, name, signal }, listUploadAnswerSchema)).uploadId;
}
