import { failure, FailureError } from '../../shared/failure.ts';
import type { ImageRules } from '../../shared/model.ts';
import type { PicturePlan } from '../../shared/picture/fix.ts';
import { stepsOf } from '../../shared/picture/plan.ts';
import type { KeptPicture, Picture } from '../../shared/request.ts';
import { keepPicture, readKept } from './keep-picture.ts';
import { pictureDesk } from './window-desk.ts';
import { sentence } from '../../shared/sentence.ts';

/** A picture made from a file, and kept. The source stays in the library too, so that it can be done anew. */
export async function takeIn(
  file: Blob,
  name: string,
  { rules, ...options }: { rules: ImageRules | undefined; signal: AbortSignal; onPreparing?: () => void },
): Promise<Picture> {
  const { made, isOpaque } = await pictureDesk.takeIn({ file, rules }, options);
  const kept = await keepPicture(file, name, options.signal);
  const source = isOpaque === true ? opaque(kept) : kept;
  if (made === undefined) return source;
  return asEdited(source, made.plan, await keepPicture(made.picture, name, options.signal));
}

/** The source made anew by a plan, and kept. */
export async function remake(
  source: KeptPicture,
  plan: PicturePlan,
  { rules, signal }: { rules: ImageRules | undefined; signal: AbortSignal },
): Promise<Picture> {
  const file = await readKept(source, signal);
  const { type, widthPixels, heightPixels, orientation, coding } = source;
  const isOpaque = coding?.hasAlpha === false;
  const made = await pictureDesk.make(
    { file, type, widthPixels, heightPixels, orientation, isOpaque, plan, rules },
    signal,
  );
  if (made === undefined) {
    throw new FailureError(
      failure(
        'invalid-image',
        sentence('However it is made, the picture stays too large for this model. Choose another one.'),
        { stage: 'local' },
      ),
    );
  }
  return asEdited(source, plan, await keepPicture(made, source.name ?? 'picture', signal));
}

/** Screenshots have the channel and use none of it. */
function opaque(picture: KeptPicture): KeptPicture {
  const { coding } = picture;
  return coding === undefined ? picture : { ...picture, coding: { ...coding, hasAlpha: false } };
}

function asEdited(source: KeptPicture, plan: PicturePlan, kept: KeptPicture): Picture {
  const { widthPixels, heightPixels } = kept;
  const done = { ...plan, widthPixels, heightPixels };
  const edit = { source, steps: stepsOf(source, done, kept.type), ...(plan.area !== undefined && { area: plan.area }) };
  return { ...kept, ...(source.name !== undefined && { name: source.name }), edit };
}
