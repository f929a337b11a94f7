import { IconButton } from '../ui/IconButton.tsx';
import { X } from '../ui/icons.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { putAway, useNotices } from '../store/notices.ts';
import { t } from '../texts/index.ts';
import { told } from '../texts/told.ts';
import type { Session } from '../../shared/contract.ts';

/** What happened at start-up and should be read. Stays until it is put away. */
export function StartNotices({ notices }: { notices: Session['notices'] }) {
  const read = useNotices((state) => state.read);
  const unread = notices.filter(({ message }) => !read.includes(message));
  if (unread.length === 0) return null;
  return (
    <ul role="status" className="shrink-0">
      {unread.map((notice) => (
        <li
          key={notice.message}
          className="flex items-center gap-2 border-b border-line bg-soft-attention px-4 py-1 text-sm text-ink-1"
        >
          <StateMark state="attention" size={14} className="text-state-attention" />
          <span className="min-w-0 flex-1">{told(notice)}</span>
          <IconButton
            name={t('Put away')}
            size={24}
            onPress={() => {
              putAway(notice.message);
            }}
          >
            <X size={14} aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
