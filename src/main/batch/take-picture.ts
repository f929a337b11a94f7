import { open } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import { failure, FailureError } from '../../shared/failure.ts';
import { tooLargeProblem } from '../../shared/picture/examine.ts';
import { largestPictureBytes } from '../../shared/picture/facts.ts';
import type { KeptPicture } from '../../shared/request.ts';
import { sentence } from '../../shared/sentence.ts';
import { diskError } from '../disk/disk-failure.ts';
import type { PictureStore } from '../library/picture-store.ts';

/** Takes a picture of this computer into the library, without its hidden details. Throws `FailureError`. */
export async function takePicture(path: string, pictures: Pick<PictureStore, 'add'>): Promise<KeptPicture> {
  const stage = { stage: 'local', charged: 'no' } as const;
  if (!isAbsolute(path))
    throw new FailureError(failure('invalid-image', sentence('Give the full path of the picture.'), stage));
  let bytes;
  try {
    const file = await open(path, 'r');
    try {
      const facts = await file.stat();
      if (!facts.isFile()) throw new FailureError(failure('invalid-image', sentence('That is not a file.'), stage));
      if (facts.size > largestPictureBytes) {
        throw new FailureError(failure('invalid-image', tooLargeProblem(facts.size).said, stage));
      }
      bytes = await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof FailureError) throw error;
    throw diskError(error, path);
  }
  return pictures.add(bytes, basename(path));
}
