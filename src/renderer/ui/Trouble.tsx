import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { StateMark } from './StateMark.tsx';

export interface TroubleProps {
  /** `error`: read out at once. `warning`: read out when there is time. */
  severity: 'error' | 'warning';
  children: ReactNode;
  /** One click each. With `isFirstPrimary` the first takes the primary colour, because the panel's own is off. */
  fixes?: readonly { label: string; run: () => void }[];
  isFirstPrimary?: boolean;
  className?: string;
}

const looks = {
  error: { ground: 'bg-soft-failed', glyph: 'text-state-failed', state: 'failed', role: 'alert' },
  warning: { ground: 'bg-soft-attention', glyph: 'text-state-attention', state: 'attention', role: 'status' },
} as const;

/** What is wrong, beside the field that it concerns, with the ways to mend it. */
export function Trouble({ severity, children, fixes = [], isFirstPrimary = false, className = '' }: TroubleProps) {
  const look = looks[severity];
  return (
    <div role={look.role} className={`flex gap-2 rounded-control p-2.5 text-sm ${look.ground} ${className}`}>
      <StateMark state={look.state} className={`mt-px ${look.glyph}`} />
      <div className="min-w-0 flex-1">
        <div className="leading-[17px] break-words text-ink-1">{children}</div>
        {fixes.length === 0 ? null : (
          <div className="mt-2 flex flex-wrap gap-1.5">
            {fixes.map(({ label, run }, index) => (
              <Button key={label} variant={isFirstPrimary && index === 0 ? 'primary' : 'secondary'} onPress={run}>
                {label}
              </Button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
