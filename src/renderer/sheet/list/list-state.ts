import { create } from 'zustand';
import type { List } from '../../../shared/batch/list.ts';
import { failureFrom, type Failure } from '../../../shared/failure.ts';
import { readFiles, readPath } from './read-files.ts';

/** "Import a batch": a list of clips to make is chosen and read. Nothing is sent from here; the sheet comes after it. */

interface ImportBatch {
  isOpen: boolean;
  /** Something is being read: how many of its pictures are in. */
  reading?: { done: number; total: number } | undefined;
  list?: List | undefined;
  /** Pictures that could not be used, by name. */
  lost: readonly { name: string; failure: Failure }[];
  failure?: Failure | undefined;
  /** Of each row. It stays while the sheet stands in the place of this dialog. */
  takes: number;
}

const empty = { reading: undefined, list: undefined, lost: [], failure: undefined, takes: 1 };

export const useImport = create<ImportBatch>(() => ({ isOpen: false, lost: [], takes: 1 }));

let work: AbortController | undefined;

export function openImport(): void {
  useImport.setState({ ...empty, isOpen: true });
}

export function closeImport(): void {
  work?.abort();
  useImport.setState({ ...empty, isOpen: false });
}

export function setTakes(takes: number): void {
  useImport.setState({ takes });
}

/** Back to the choice; what was read is forgotten. */
export function chooseAnother(): void {
  work?.abort();
  useImport.setState(empty);
}

/** A CSV or JSONL with its pictures, or pictures with their captions; opens the dialog where it is closed. */
export function importFiles(files: readonly File[]): void {
  if (files.length === 0) return;
  void read(async (signal) =>
    readFiles(files, {
      signal,
      onPicture(done, total) {
        if (!signal.aborted) useImport.setState({ reading: { done, total } });
      },
      onLost(name, failure) {
        if (!signal.aborted) useImport.setState(({ lost }) => ({ lost: [...lost, { name, failure }] }));
      },
    }),
  );
}

/** A file or folder on the computer that runs the core. */
export function importPath(path: string): void {
  void read(async () => readPath(path));
}

async function read(make: (signal: AbortSignal) => Promise<List>): Promise<void> {
  work?.abort();
  const mine = new AbortController();
  work = mine;
  useImport.setState({ ...empty, isOpen: true, reading: { done: 0, total: 0 } });
  try {
    const list = await make(mine.signal);
    if (!mine.signal.aborted) useImport.setState({ list, reading: undefined });
  } catch (thrown) {
    if (!mine.signal.aborted) useImport.setState({ failure: failureFrom(thrown), reading: undefined });
  }
}
