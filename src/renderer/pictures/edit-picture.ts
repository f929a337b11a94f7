import type { PictureFix } from '../../shared/picture/fix.ts';
import { planOnSource, planUpright } from '../../shared/picture/plan.ts';
import type { KeptPicture, Picture } from '../../shared/request.ts';
import { useDraft } from '../store/draft.ts';
import { remake } from './remake.ts';
import { chosenRules, workOn } from './take-first-frame.ts';
import { t } from '../texts/index.ts';
import { fixLabel } from '../composer/fix-words.ts';

/**
 * Makes the draft's picture anew and puts the result in its place. It is always made from the very first picture, so
 * that nothing is encoded twice. When it fails, the picture stays as it was and a trouble says why.
 *
 * @param from the picture whose pixels the plan counts in; absent: the one in the draft
 */
export async function editPicture(fix: PictureFix, from?: KeptPicture): Promise<void> {
  const { plan } = fix;
  const current = draftPicture();
  if (current === undefined) return;
  const work = from === undefined ? planOnSource(current, plan) : { source: from, plan };
  await replace(current, fixLabel(fix), async (signal) =>
    remake(work.source, work.plan, { rules: chosenRules(), signal }),
  );
}

/** "Use the original again": the first picture itself, or upright where it lies on its side. */
export async function takeOriginal(): Promise<void> {
  const current = draftPicture();
  const source = current?.edit?.source;
  if (current === undefined || source === undefined) return;
  const isUsable = source.orientation === undefined && source.type !== 'image/heic';
  await replace(current, t('Going back to the original'), async (signal) =>
    isUsable ? source : remake(source, planUpright(source), { rules: undefined, signal }),
  );
}

function draftPicture(): Picture | undefined {
  const { firstFrame } = useDraft.getState().draft;
  return firstFrame?.kind === 'picture' ? firstFrame.picture : undefined;
}

/** Another version of the same picture: what the clip continues stays. */
async function replace(
  { name = t('Picture') }: Picture,
  label: string,
  make: (signal: AbortSignal) => Promise<Picture>,
): Promise<void> {
  await workOn({ state: 'editing', name, label }, make, useDraft.getState().draft.continues);
}
