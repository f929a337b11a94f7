import { emptyTrash } from '../store/keeping.ts';
import { useSession } from '../store/session.ts';
import { DeleteForGood } from './DeleteForGood.tsx';
import { t } from '../texts/index.ts';

/** Above the clips while the trash is shown: how long they stay, and the way to be rid of them now. */
export function TrashBar() {
  const isShown = useSession(({ query }) => query.trashed === true);
  const isEmpty = useSession(({ order }) => order.length === 0);
  const days = useSession(({ session }) => session?.settings.trashDays ?? 0);
  if (!isShown || isEmpty) return null;
  return (
    <div className="mx-5 mb-2 flex min-h-9 shrink-0 items-center gap-3 rounded-control bg-surface-2 px-3 text-sm text-ink-2">
      <span className="min-w-0 flex-1">
        {days === 0
          ? t('Clips stay in the trash until you empty it.')
          : days === 1
            ? t('Clips are deleted for good after a day in the trash.')
            : t('Clips are deleted for good after {{count}} days in the trash.', { count: days })}
      </span>
      <DeleteForGood onConfirm={() => void emptyTrash()} />
    </div>
  );
}
