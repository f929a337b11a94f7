import type { z } from 'zod';
import { failure, FailureError, type Failure } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import { useSession } from './session.ts';

export interface SentBytes {
  body: Blob;
  /** The file's own, for what is told of it. */
  name: string;
  signal: AbortSignal;
}

/** Hands bytes to the core under one of its media addresses. Throws `FailureError`, or when aborted. */
export async function sendBytes<Kept extends { ok: true }>(
  place: 'pictures' | 'lists',
  { body, name, signal }: SentBytes,
  schema: z.ZodType<Kept | { ok: false; failure: Failure }>,
): Promise<Kept> {
  const base = useSession.getState().session?.mediaBase;
  let answer: unknown;
  try {
    const response = await fetch(`${base}/${place}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name.toWellFormed()) },
      body,
      signal,
    });
    answer = await response.json();
  } catch {
    signal.throwIfAborted();
    throw new FailureError(
      failure('network', sentence('{{name}} could not be read. Try it again.', { name }), { stage: 'local' }),
    );
  }
  const read = schema.safeParse(answer);
  if (!read.success)
    throw new FailureError(failure('internal', sentence('{{name}} could not be read.', { name }), { stage: 'local' }));
  if (!read.data.ok) throw new FailureError(read.data.failure);
  return read.data;
}
