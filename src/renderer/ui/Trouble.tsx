import { useId, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { StateMark } from './StateMark.tsx';

export interface TroubleFix {
  label: string;
  run: () => void;
  /** What to know before the click; stands below the buttons and belongs to its button for a screen reader too. */
  warning?: string | undefined;
}

export interface TroubleProps {
  /** `error`: read out at once. `warning`: read out when there is time. */
  severity: 'error' | 'warning';
  children: ReactNode;
  /** One click each. With `isFirstPrimary` the first takes the primary colour, because the panel's own is off. */
  fixes?: readonly TroubleFix[];
  isFirstPrimary?: boolean;
  /** A fix is at work: the others wait. */
  isBusy?: boolean;
  className?: string;
}

const looks = {
  error: { ground: 'bg-soft-failed', glyph: 'text-state-failed', state: 'failed', role: 'alert' },
  warning: { ground: 'bg-soft-attention', glyph: 'text-state-attention', state: 'attention', role: 'status' },
} as const;

/** What is wrong, beside the field that it concerns, with the ways to mend it. */
export function Trouble({
  severity,
  children,
  fixes = [],
  isFirstPrimary = false,
  isBusy = false,
  className = '',
}: TroubleProps) {
  const look = looks[severity];
  const id = useId();
  return (
    <div role={look.role} className={`flex gap-2 rounded-control p-2.5 text-sm ${look.ground} ${className}`}>
      <StateMark state={look.state} className={`mt-px ${look.glyph}`} />
      <div className="min-w-0 flex-1">
        <div className="leading-[17px] break-words text-ink-1">{children}</div>
        {fixes.length === 0 ? null : (
          <div className="mt-2 flex flex-wrap gap-1.5">
            {fixes.map(({ label, run, warning }, index) => (
              <Button
                key={label}
                variant={isFirstPrimary && index === 0 ? 'primary' : 'secondary'}
                isInert={isBusy}
                {...(warning === undefined ? {} : { 'aria-describedby': `${id}-${index}` })}
                onPress={() => {
                  if (!isBusy) run();
                }}
              >
                {label}
              </Button>
            ))}
          </div>
        )}
        {fixes.map(({ label, warning }, index) =>
          warning === undefined ? null : (
            <p key={label} id={`${id}-${index}`} className="mt-1.5 leading-[17px] text-ink-2">
              {warning}
            </p>
          ),
        )}
      </div>
    </div>
  );
}
