import { uploadAnswerSchema } from '../../shared/contract.ts';
import { failure, FailureError, failureFrom } from '../../shared/failure.ts';
import type { Picture } from '../../shared/request.ts';
import { editDraft, useDraft } from '../store/draft.ts';
import { useSession } from '../store/session.ts';

let latest: AbortController | undefined;

/** Hands a picture to the core, which reads and judges it. A newer picture takes the place of one on its way. */
export async function takeFirstFrame(file: File): Promise<void> {
  latest?.abort();
  const mine = new AbortController();
  latest = mine;
  useDraft.setState({ upload: { state: 'sending', name: file.name } });
  try {
    const picture = await upload(file, mine.signal);
    if (latest !== mine) return;
    editDraft({ firstFrame: { kind: 'picture', picture } });
    useDraft.setState({ upload: { state: 'none' } });
  } catch (thrown) {
    if (latest === mine)
      useDraft.setState({ upload: { state: 'failed', name: file.name, failure: failureFrom(thrown) } });
  }
}

/** Takes the picture, or the one on its way, out of the draft. */
export function removeFirstFrame(): void {
  latest?.abort();
  latest = undefined;
  editDraft({ firstFrame: undefined });
  useDraft.setState({ upload: { state: 'none' } });
}

/** The draft names a picture that this library does not hold (any more). */
export function forgetLostPicture(name: string): void {
  removeFirstFrame();
  const lost = failure('invalid-image', `${name} is no longer at hand. Choose it once more.`, { stage: 'local' });
  useDraft.setState({ upload: { state: 'failed', name, failure: lost } });
}

async function upload(file: File, signal: AbortSignal): Promise<Picture> {
  const base = useSession.getState().session?.mediaBase;
  let answer: unknown;
  try {
    const response = await fetch(`${base}/pictures`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) },
      body: file,
      signal,
    });
    answer = await response.json();
  } catch {
    throw new FailureError(failure('network', `${file.name} could not be read. Try it again.`, { stage: 'local' }));
  }
  const read = uploadAnswerSchema.safeParse(answer);
  if (!read.success) throw new FailureError(failure('internal', `${file.name} could not be read.`, { stage: 'local' }));
  if (!read.data.ok) throw new FailureError(read.data.failure);
  return read.data.picture;
}
