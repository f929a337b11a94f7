import type { KeepingChange } from '../../shared/keeping.ts';
import { client } from './connection.ts';
import { notice, noticeOf } from './notices.ts';
import { t } from '../texts/index.ts';
import { paragraph } from '../texts/format.ts';

/** What the person adds to clips, one or many at a time. Each act can be taken back from the notice that tells of it. */

/** Without a word for one clip, where the change is seen at once; with one, and "Undo", for many. */
export async function keep(ids: readonly string[], change: KeepingChange): Promise<void> {
  try {
    const { changed, undoId } = await client().call('clip.keep', { ids: [...ids], change });
    if (ids.length > 1) tell(t('{{count, number}} clips changed.', { count: changed }), undoId);
  } catch (thrown) {
    noticeOf(thrown);
  }
}

/**
 * Into the trash: out of sight, and gone after the term in the settings. Gives back whether it was done; `undone` is called
 * when the person takes it back.
 */
export async function trash(ids: readonly string[], undone?: () => void): Promise<boolean> {
  try {
    const { changed, refused, undoId } = await client().call('clip.trash', { ids: [...ids] });
    const moved = t('{{count, number}} clips moved to the trash.', { count: changed });
    const left = refused === 0 ? undefined : t('{{count, number}} clips on the way stay.', { count: refused });
    tell(paragraph(moved, left), undoId, undone);
    return true;
  } catch (thrown) {
    noticeOf(thrown);
    return false;
  }
}

/** As `trash`, the other way round. */
export async function restore(ids: readonly string[], undone?: () => void): Promise<boolean> {
  try {
    const { changed, undoId } = await client().call('clip.restore', { ids: [...ids] });
    tell(t('{{count, number}} clips put back.', { count: changed }), undoId, undone);
    return true;
  } catch (thrown) {
    noticeOf(thrown);
    return false;
  }
}

/** For good: only after the person has agreed. Absent `ids`: all that is in the trash. */
export async function emptyTrash(ids?: readonly string[]): Promise<void> {
  try {
    const { removed, failed } = await client().call('trash.empty', ids === undefined ? {} : { ids: [...ids] });
    if (failed === 0) notice(t('{{count, number}} clips deleted.', { count: removed }), { tone: 'info' });
    else {
      const stay = t('{{count, number}} clips could not be deleted and stay in the trash.', { count: failed });
      notice(stay, { tone: 'trouble' });
    }
  } catch (thrown) {
    noticeOf(thrown);
  }
}

async function undo(undoId: string, undone?: () => void): Promise<void> {
  try {
    const { changed } = await client().call('clip.undo', { undoId });
    if (changed === 0) notice(t('That can no longer be taken back.'), { tone: 'trouble' });
    else undone?.();
  } catch (thrown) {
    noticeOf(thrown);
  }
}

function tell(text: string, undoId: string, undone?: () => void): void {
  notice(text, { tone: 'info', act: { label: t('Undo'), run: () => void undo(undoId, undone) } });
}
