import { uploadAnswerSchema } from '../../shared/contract.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import type { KeptPicture } from '../../shared/request.ts';
import { sendBytes } from '../store/send-bytes.ts';
import { media } from '../store/session.ts';
import { sentence } from '../../shared/sentence.ts';

/** Hands a picture to the core, which takes out the details and keeps the rest. Throws `FailureError`, or when aborted. */
export async function keepPicture(file: Blob, name: string, signal: AbortSignal): Promise<KeptPicture> {
  return (await sendBytes('pictures', { body: file, name, signal }, uploadAnswerSchema)).picture;
}

/** The bytes of a picture that the library keeps. */
export async function readKept({ id }: KeptPicture, signal: AbortSignal): Promise<Blob> {
  let response;
  try {
    response = await fetch(media('pictures', id), { signal });
    if (response.ok) return await response.blob();
  } catch {
    signal.throwIfAborted();
  }
  throw new FailureError(
    failure('invalid-image', sentence('The picture is no longer in the library. Choose it again.'), { stage: 'local' }),
  );
}
