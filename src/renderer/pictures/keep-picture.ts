import { uploadAnswerSchema } from '../../shared/contract.ts';
import { failure, FailureError } from '../../shared/failure.ts';
import type { KeptPicture } from '../../shared/request.ts';
import { media, useSession } from '../store/session.ts';
import { sentence } from '../../shared/sentence.ts';

/** Hands a picture to the core, which takes out the details and keeps the rest. Throws `FailureError`, or when aborted. */
export async function keepPicture(file: Blob, name: string, signal: AbortSignal): Promise<KeptPicture> {
  const base = useSession.getState().session?.mediaBase;
  let answer: unknown;
  try {
    const response = await fetch(`${base}/pictures`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name.toWellFormed()) },
      body: file,
      signal,
    });
    answer = await response.json();
  } catch {
    signal.throwIfAborted();
    throw new FailureError(
      failure('network', sentence('{{name}} could not be read. Try it again.', { name }), { stage: 'local' }),
    );
  }
  const read = uploadAnswerSchema.safeParse(answer);
  if (!read.success)
    throw new FailureError(failure('internal', sentence('{{name}} could not be read.', { name }), { stage: 'local' }));
  if (!read.data.ok) throw new FailureError(read.data.failure);
  return read.data.picture;
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
