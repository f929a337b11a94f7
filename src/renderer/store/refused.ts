import { create } from 'zustand';
import type { RefusedPart } from '../../shared/failure.ts';
import { isIn, type Job } from '../../shared/job.ts';
import type { GenerationRequest } from '../../shared/request.ts';
import { restoreSettings } from './acts.ts';
import { focusOn } from './commands.ts';
import { useDraft } from './draft.ts';

/** What a provider has refused, marked in the composer until it is another. */
export interface RefusedMark {
  part: RefusedPart;
  providerId: string;
  /** As it stood in the composer. */
  prompt: string;
  firstFrame?: GenerationRequest['firstFrame'];
}

export const useRefused = create<{ mark?: RefusedMark | undefined }>(() => ({}));

/** "Edit and send again": the composer becomes what the clip was made with, with the refused part marked and in focus. */
export function editAgain(job: Job): void {
  restoreSettings(job);
  const part = partOf(job);
  if (part === undefined) {
    useRefused.setState({ mark: undefined });
    return;
  }
  const { prompt, firstFrame } = useDraft.getState().draft;
  useRefused.setState({ mark: { part, providerId: job.request.providerId, prompt, firstFrame } });
  if (part === 'picture') focusOn('picture');
}

/** Undefined where the trouble is with something else, or nobody says what it is with. */
export function partOf(job: Job): RefusedPart | undefined {
  if (!isIn(job, 'failed')) return undefined;
  const { kind, refusedPart, stage } = job.progress.failure;
  const hasPicture = job.request.firstFrame !== undefined;
  if (kind === 'invalid-image' && stage !== 'local') return hasPicture ? 'picture' : undefined;
  if (kind !== 'moderation') return undefined;
  const part = refusedPart ?? 'input';
  return part === 'input' && !hasPicture ? 'prompt' : part;
}

/** Which field of the composer is marked, now that it holds this. */
export function isMarked(
  mark: RefusedMark | undefined,
  field: 'prompt' | 'firstFrame',
  draft: Pick<GenerationRequest, 'prompt' | 'firstFrame'>,
): boolean {
  if (mark === undefined || draft.prompt !== mark.prompt) return false;
  if (JSON.stringify(draft.firstFrame) !== JSON.stringify(mark.firstFrame)) return false;
  return field === 'prompt' ? mark.part !== 'picture' : mark.part === 'picture' || mark.part === 'input';
}
