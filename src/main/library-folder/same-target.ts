import { failure, FailureError } from '../../shared/failure.ts';
import { sentence } from '../../shared/sentence.ts';
import { diskError } from '../disk/disk-failure.ts';
import { isEmpty } from './empty-folder.ts';
import type { MoveOrder } from './move-journal.ts';
import { hasMark } from './move-mark.ts';

/**
 * Throws `FailureError` when the files of a move would now go to another place than those before them, or to where they
 * are already. An order without a mark is of an earlier version of Conch: what that has moved is there, and the place
 * of a missing disk is empty. One that had moved nothing yet can be given anew.
 */
export async function assertSameTarget({ from, to, mark }: Pick<MoveOrder, 'from' | 'to' | 'mark'>): Promise<void> {
  try {
    const isThere = mark === undefined ? !(await isEmpty(to)) : await hasMark(to, mark);
    if (isThere && (mark === undefined || !(await hasMark(from, mark)))) return;
  } catch (error) {
    throw diskError(error, to);
  }
  const words = [
    sentence('{{folder}} is not the folder that the clips were moving to. Perhaps its disk is not connected.', {
      folder: to,
    }),
    sentence('Connect it and start Conch again, or choose another library folder. The clips stay where they are.'),
  ];
  throw new FailureError(failure('disk', words, { stage: 'local' }));
}
