import { useState } from 'react';
import { IconButton } from '../ui/IconButton.tsx';
import { X } from '../ui/icons.ts';
import { StateMark } from '../ui/StateMark.tsx';

/** What happened at start-up and should be read. Stays until it is put away. */
export function StartNotices({ notices }: { notices: readonly string[] }) {
  const [read, setRead] = useState<readonly string[]>([]);
  const unread = notices.filter((text) => !read.includes(text));
  if (unread.length === 0) return null;
  return (
    <ul role="status" className="shrink-0">
      {unread.map((text) => (
        <li
          key={text}
          className="flex items-center gap-2 border-b border-line bg-soft-attention px-4 py-1 text-sm text-ink-1"
        >
          <StateMark state="attention" size={14} className="text-state-attention" />
          <span className="min-w-0 flex-1">{text}</span>
          <IconButton
            name="Put away"
            size={24}
            onPress={() => {
              setRead([...read, text]);
            }}
          >
            <X size={14} aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
