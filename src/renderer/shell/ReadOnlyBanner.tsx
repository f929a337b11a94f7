import type { Session } from '../../shared/contract.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { told } from '../texts/told.ts';

/** There for as long as a newer version's library is open: it cannot be put away, because it explains what is inert. */
export function ReadOnlyBanner({ why }: { why: NonNullable<Session['readOnly']>['why'] }) {
  return (
    <div
      role="status"
      className="flex min-h-[30px] shrink-0 items-center justify-center gap-2 border-b border-line bg-soft-attention px-4 py-1 text-sm text-ink-1"
    >
      <StateMark state="attention" size={14} className="shrink-0 text-state-attention" />
      <span>{told(why)}</span>
    </div>
  );
}
