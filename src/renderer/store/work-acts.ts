import type { Input } from '../../shared/contract.ts';
import { failureFrom } from '../../shared/failure.ts';
import type { Work } from '../../shared/work.ts';
import { client } from './connection.ts';
import { noticeOf } from './notices.ts';
import type { Outcome } from './outcome.ts';

/** The long acts on the library. An act never rejects: it tells how its beginning went, and the mirror the rest. */

/** Each begins a work; the failure is for the caller to show beside its field. */
async function begin(start: () => Promise<Work>): Promise<Outcome<Work>> {
  try {
    return { ok: true, value: await start() };
  } catch (thrown) {
    return { ok: false, failure: failureFrom(thrown) };
  }
}

export const startScrub = (thorough: boolean) => begin(() => client().call('scrub.start', { thorough }));
export const startRebuild = () => begin(() => client().call('rebuild.start', {}));
export const startExport = (input: Input<'export.start'>) => begin(() => client().call('export.start', input));
export const startImport = (input: Input<'import.start'>) => begin(() => client().call('import.start', input));
export const startRename = () => begin(() => client().call('rename.start', {}));
export const startMove = (folder: string) => begin(() => client().call('move.start', { folder }));

export async function stopWork(): Promise<void> {
  try {
    await client().call('work.cancel', {});
  } catch (thrown) {
    noticeOf(thrown);
  }
}

/** The system's folder dialog; undefined when the person closed it. */
export async function chooseFolder(): Promise<string | undefined> {
  try {
    return (await client().call('settings.chooseLibraryFolder', {})).folder ?? undefined;
  } catch (thrown) {
    noticeOf(thrown);
    return undefined;
  }
}

/** The system's dialog for an archive; undefined when the person closed it. */
export async function chooseArchive(): Promise<string | undefined> {
  try {
    return (await client().call('path.chooseArchive', {})).path ?? undefined;
  } catch (thrown) {
    noticeOf(thrown);
    return undefined;
  }
}

/** The system's dialog for where to save; undefined when the person closed it. */
export async function chooseSave(name: string): Promise<string | undefined> {
  try {
    return (await client().call('path.chooseSave', { name })).path ?? undefined;
  } catch (thrown) {
    noticeOf(thrown);
    return undefined;
  }
}

/** "Download again" for each of these; gives back for how many the provider is being asked. */
export async function fetchMany(ids: readonly string[]): Promise<number> {
  let asked = 0;
  for (const id of ids) {
    try {
      await client().call('job.fetch', { id });
      asked += 1;
    } catch {
      // Said once, by the number: each clip tells its own reason when it is opened.
    }
  }
  return asked;
}
