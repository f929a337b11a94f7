import { examinePicture, heicProblem, tooLargeProblem } from '../../shared/picture/examine.ts';
import { isPictureProblem, largestPictureBytes } from '../../shared/picture/facts.ts';
import { keptFields } from '../../shared/picture/kept-fields.ts';
import { isOpaquePicture } from './is-opaque-picture.ts';
import { makePicture } from './make-picture.ts';
import type { PictureAnswer, PictureTask, TakeInTask } from './picture-task.ts';
import { unaskedPlan } from './unasked-plan.ts';
import type { Failure } from '../../shared/failure.ts';
import { says } from '../../shared/sentence.ts';

/** The worker's first line: reading, decoding and encoding, away from the window's own thread. */

function say(answer: PictureAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker speaks to its window only
  self.postMessage(answer);
}

async function work(task: PictureTask): Promise<PictureAnswer> {
  switch (task.kind) {
    case 'take-in':
      return takeIn(task);
    case 'make':
      return { kind: 'made', picture: await makePicture(task) };
  }
}

async function takeIn({ file, rules }: TakeInTask): Promise<PictureAnswer> {
  if (file.size > largestPictureBytes) return refused(tooLargeProblem(file.size));
  let facts;
  try {
    facts = examinePicture(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return refused(says('The file could not be read. It may be a folder, or it was moved meanwhile.'));
  }
  if (isPictureProblem(facts)) return refused(facts);
  const picture = keptFields(facts);
  const plan = unaskedPlan(picture, rules);
  if (plan === undefined) {
    const isOpaque = facts.hasAlpha && (await isOpaquePicture(file, facts.type));
    return { kind: 'taken-in', result: { facts, isOpaque } };
  }
  say({ kind: 'preparing' });
  try {
    const made = await makePicture({ kind: 'make', file, ...picture, isOpaque: !facts.hasAlpha, plan });
    return { kind: 'taken-in', result: { facts, ...(made !== undefined && { made: { picture: made, plan } }) } };
  } catch (error) {
    if (facts.type !== 'image/heic') throw error;
    return refused(heicProblem);
  }
}

function refused({ message, said }: Pick<Failure, 'message' | 'said'>): PictureAnswer {
  return { kind: 'refused', message, ...(said !== undefined && { said }) };
}

self.addEventListener('message', ({ data }: MessageEvent<PictureTask>) => {
  work(data).then(say, () => {
    say(refused(says('The picture could not be opened here. Save it anew in another program, as JPEG or PNG.')));
  });
});
