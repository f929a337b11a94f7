import { failure, failureFrom } from '../../shared/failure.ts';
import type { ImageRules } from '../../shared/model.ts';
import type { Picture } from '../../shared/request.ts';
import { modelOf, providerOf } from '../store/draft-rules.ts';
import { editDraft, useDraft, type Upload } from '../store/draft.ts';
import { useSession } from '../store/session.ts';
import { takeIn } from './remake.ts';
import { sentence } from '../../shared/sentence.ts';
import { t } from '../texts/index.ts';

let latest: AbortController | undefined;

/** Whatever is being read or made is not wanted any more. */
function stopWork(): void {
  latest?.abort(new DOMException('another picture took its place', 'AbortError'));
  latest = undefined;
}

/**
 * Carries a picture's work through: shows each state beside the field, and puts the result into the draft unless
 * something else took its place meanwhile. A newer picture ends an older one. Never rejects.
 */
export async function workOn(
  begin: Exclude<Upload, { state: 'none' }>,
  make: (signal: AbortSignal, show: (upload: Upload) => void) => Promise<Picture>,
  continues?: string,
): Promise<void> {
  stopWork();
  const mine = new AbortController();
  latest = mine;
  let shown: Upload = { state: 'none' };
  function show(upload: Upload): void {
    shown = upload;
    useDraft.setState({ upload });
  }
  // "Clear" and "Use settings" put another state there.
  const isWanted = () => latest === mine && useDraft.getState().upload === shown;
  show(begin);
  try {
    const picture = await make(mine.signal, (upload) => {
      if (isWanted()) show(upload);
    });
    if (!isWanted()) return;
    editDraft({ firstFrame: { kind: 'picture', picture }, continues });
    show({ state: 'none' });
  } catch (thrown) {
    if (isWanted()) show({ state: 'failed', name: begin.name, failure: failureFrom(thrown) });
  }
}

/** From a file, the clipboard or a frame of a clip to the draft's first frame. Generate is off from this very call. */
export async function takeFirstFrame(
  file: Blob,
  { name = file instanceof File ? file.name : t('Picture'), continues }: { name?: string; continues?: string } = {},
): Promise<void> {
  await workOn(
    { state: 'examining', name },
    async (signal, show) =>
      takeIn(file, name, {
        rules: chosenRules(),
        signal,
        onPreparing() {
          show({ state: 'preparing', name });
        },
      }),
    continues,
  );
}

/** Takes the picture, or the one on its way, out of the draft. */
export function removeFirstFrame(): void {
  stopWork();
  editDraft({ firstFrame: undefined });
  useDraft.setState({ upload: { state: 'none' } });
}

/** The one on its way is given up; what was there before stays. */
export function stopTaking(): void {
  stopWork();
  useDraft.setState({ upload: { state: 'none' } });
}

/** The draft names a picture that this library does not hold (any more). */
export function forgetLostPicture(name: string): void {
  removeFirstFrame();
  const lost = failure('invalid-image', sentence('{{name}} is no longer at hand. Choose it once more.', { name }), {
    stage: 'local',
  });
  useDraft.setState({ upload: { state: 'failed', name, failure: lost } });
}

/** Of the model that the composer shows. */
export function chosenRules(): ImageRules | undefined {
  const { draft } = useDraft.getState();
  const provider = providerOf(draft, useSession.getState().session?.providers ?? []);
  return provider && modelOf(draft, provider.models)?.image;
}
