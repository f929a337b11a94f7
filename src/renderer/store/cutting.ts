import { restore, trash } from './keeping.ts';
import { setCut, useReview } from './review.ts';

/** Out of the review and into the trash, or back: shown at once, and taken back where it could not be done. */
export async function toggleCut(id: string): Promise<void> {
  const isCut = !useReview.getState().cut.has(id);
  setCut(id, isCut);
  // Also where the person takes it back from the notice of it.
  const takeBack = (): void => {
    setCut(id, !isCut);
  };
  const isDone = await (isCut ? trash([id], takeBack) : restore([id], takeBack));
  if (!isDone) takeBack();
}
