import type { Draft } from '../../shared/batch/plan.ts';
import { failureFrom } from '../../shared/failure.ts';
import { fixesFor } from '../../shared/picture/fixes.ts';
import { planOnSource } from '../../shared/picture/plan.ts';
import type { GenerationRequest, Picture } from '../../shared/request.ts';
import type { FieldFix } from '../../shared/validate.ts';
import { remake } from '../pictures/remake.ts';
import { noticeOf } from '../store/notices.ts';
import { useSession } from '../store/session.ts';
import { changeDrafts, useSheet } from './sheet-state.ts';

/** The ways out of what stops clips of the sheet. */

/** The same other fields for all of these drafts. */
export function changeFields(drafts: readonly number[], { change }: FieldFix): void {
  const chosen = new Set(drafts);
  changeDrafts((draft, index) =>
    chosen.has(index) ? { ...draft, request: withFields(draft.request, change) } : draft,
  );
}

function withFields(request: GenerationRequest, change: FieldFix['change']): GenerationRequest {
  const next = { ...request, ...change };
  const present = Object.entries(next).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as unknown as GenerationRequest;
}

/** Makes the pictures of these drafts fit, one after the other, by the fix of that name where it helps, else by another. */
export async function fitPictures(drafts: readonly number[], label: string): Promise<void> {
  const { ask, fitting } = useSheet.getState();
  if (ask === undefined || fitting !== undefined) return;
  // Many rows may name the same picture.
  const made = new Map<string, Picture>();
  const work = new AbortController();
  const stopWatching = useSheet.subscribe((state) => {
    if (state.ask === undefined) work.abort();
  });
  try {
    for (const [done, index] of drafts.entries()) {
      useSheet.setState({ fitting: { done, total: drafts.length } });
      const picture = await fitted(ask.drafts[index], label, made, work.signal);
      if (work.signal.aborted) return;
      if (picture !== undefined) changeFirstFrame(index, picture);
    }
  } catch (thrown) {
    if (!work.signal.aborted) noticeOf(failureFrom(thrown));
  } finally {
    stopWatching();
    useSheet.setState({ fitting: undefined });
  }
}

async function fitted(
  draft: Draft | undefined,
  label: string,
  made: Map<string, Picture>,
  signal: AbortSignal,
): Promise<Picture | undefined> {
  const frame = draft?.request.firstFrame;
  const provider = useSession.getState().session?.providers.find(({ id }) => id === draft?.request.providerId);
  const rules = provider?.models.find(({ id }) => id === draft?.request.modelId)?.image;
  if (frame?.kind !== 'picture' || rules === undefined) return undefined;
  const { picture } = frame;
  const key = `${provider?.id} ${draft?.request.modelId} ${picture.id}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const fixes = fixesFor(picture, rules);
  const fix = fixes.find((one) => one.label === label) ?? fixes[0];
  if (fix === undefined) return undefined;
  const { source, plan } = planOnSource(picture, fix.plan);
  const next = await remake(source, plan, { rules, signal });
  made.set(key, next);
  return next;
}

function changeFirstFrame(index: number, picture: Picture): void {
  changeDrafts((draft, place) =>
    place === index ? { ...draft, request: { ...draft.request, firstFrame: { kind: 'picture', picture } } } : draft,
  );
}
