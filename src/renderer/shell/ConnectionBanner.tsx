import { tryNow } from '../store/connection.ts';
import { useSession } from '../store/session.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { TextLink } from '../ui/TextLink.tsx';

/** There while the link is broken. What is on screen stays readable. */
export function ConnectionBanner() {
  const isLost = useSession(({ connection }) => connection === 'lost');
  return (
    <div role="status">
      {isLost ? (
        <div className="flex h-[30px] items-center justify-center gap-2 border-b border-line bg-soft-attention px-4 text-sm text-ink-1">
          <StateMark state="attention" size={14} className="text-state-attention" />
          <span className="truncate">Conch does not answer. Nothing is lost; this window keeps trying.</span>
          <TextLink onPress={tryNow}>Try now</TextLink>
        </div>
      ) : null}
    </div>
  );
}
