import type { JobIn } from '../../shared/job.ts';
import { takeIn } from '../pictures/remake.ts';
import { chosenRules, workOn } from '../pictures/take-first-frame.ts';
import { focusOn } from '../store/commands.ts';
import { continuationOf } from '../store/draft-rules.ts';
import { fillDraft } from '../store/draft.ts';
import { noticeOf } from '../store/notices.ts';
import { media, useSession } from '../store/session.ts';
import { noticeWithUndo } from '../store/undo-notice.ts';
import { frames } from './frame-desks.ts';
import type { FrameChoice } from './frame-messages.ts';
import { frameFileName } from './file-names.ts';
import { saveFile } from './save-file.ts';
import { t } from '../texts/index.ts';

/** What a person can do with a frame of a finished clip. None of these rejects. */

/**
 * "Continue from last frame": the clip's settings, its true last frame as the first one, and the prompt to be edited.
 * The composer changes at once and cannot send before the frame is there, so whatever is written meanwhile stays.
 */
export function continueClip(job: JobIn<'done'>): void {
  const { providers = [] } = useSession.getState().session ?? {};
  const models = providers.find(({ id }) => id === job.request.providerId)?.models ?? [];
  const bringBack = fillDraft(continuationOf(job.request, models));
  if (bringBack !== undefined) noticeWithUndo(t('The composer now goes on from that clip.'), bringBack);
  void takeFrame(job, 'last', job.id);
  // Once the prompt is drawn: a text that is set anew loses its selection.
  setTimeout(focusOn, 0, 'prompt', { selectsText: true });
}

/** "Use as first frame": only the picture changes, everything else in the composer stays. */
export function startFromFrame(job: JobIn<'done'>, choice: FrameChoice): void {
  void takeFrame(job, choice);
}

/** "Save frame": a PNG at the clip's own size. What goes wrong becomes a notice. */
export async function saveFrame(job: JobIn<'done'>, choice: FrameChoice): Promise<void> {
  try {
    const picture = await frames.picture(clipAddress(job.id), choice);
    saveFile(picture.png, frameFileName(job.progress.asset, picture));
  } catch (thrown) {
    noticeOf(thrown);
  }
}

/** A worker reads only whole addresses. */
export function clipAddress(id: string): string {
  return new URL(media('clips', id), window.location.href).href;
}

/** Generate is off from this very call until the frame is in; what goes wrong is said beside the field. */
function takeFrame(job: JobIn<'done'>, choice: FrameChoice, continues?: string): Promise<void> {
  return workOn(
    { state: 'examining', name: t(choice === 'last' ? 'the last frame' : 'the frame') },
    async (signal, show) => {
      const picture = await frames.picture(clipAddress(job.id), choice, signal);
      const name = frameFileName(job.progress.asset, picture);
      return takeIn(picture.png, name, {
        rules: chosenRules(),
        signal,
        onPreparing() {
          show({ state: 'preparing', name });
        },
      });
    },
    continues,
  );
}
