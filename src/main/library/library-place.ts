import { access, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { failure, FailureError } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';

/**
 * Makes a folder of the library, in the library and nowhere else. A library folder that the person chose was made when
 * it was chosen: if it is not there now, its disk is not, and a clip must not go to the empty place where it is
 * usually seen.
 *
 * @param isUsual whether the library lies in the data folder, where it is made with the first clip
 * @throws the system's own error, or `FailureError` when the folder is a link that leads elsewhere
 */
export async function makeLibraryFolder(library: string, folder: string, isUsual: boolean): Promise<void> {
  if (!isUsual && !(await stat(library)).isDirectory()) {
    throw Object.assign(new Error(`${library} is no folder`), { code: 'ENOTDIR' });
  }
  if (isUsual || folder !== library) {
    await mkdir(folder, { recursive: true }).catch(async (error: unknown) => {
      // On a disk that is read-only, Node 24 calls the folder missing; the system knows better.
      await access(library, constants.W_OK);
      throw error;
    });
  }
  const [root, real] = [await realpath(library), await realpath(folder)];
  if (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)) return;
  const words = [
    sentence('{{folder}} is a link that leads out of the library, so the clip was not saved there.', { folder }),
    sentence('Put a folder in the place of the link; Conch then goes on by itself.'),
  ];
  throw new FailureError(failure('disk', words, { stage: 'local' }));
}
