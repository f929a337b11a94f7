import type { ReactNode } from 'react';
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components/Switch';

export interface SwitchProps extends Omit<AriaSwitchProps, 'className' | 'children' | 'style'> {
  children: ReactNode;
  className?: string;
}

/** A row with its name left and a 30 × 18 switch right; the knob moves and fills. */
export function Switch({ children, className = '', ...props }: SwitchProps) {
  return (
    <AriaSwitch
      {...props}
      className={`input-over-control [--over-width:30px] group relative flex min-h-7 items-center gap-2.5 outline-none disabled:text-ink-3 ${className}`}
    >
      <span className="min-w-0 flex-1">{children}</span>
      <span
        aria-hidden
        className="relative h-[18px] w-[30px] shrink-0 rounded-full border border-line-control transition-colors group-selected:border-accent group-selected:bg-accent group-focus-visible:outline-2 group-focus-visible:outline-offset-2 group-focus-visible:outline-focus group-disabled:opacity-50"
      >
        <span className="absolute top-[3px] start-[3px] size-2.5 rounded-full bg-line-control transition-[inset-inline-start,width,height,top] group-selected:top-[2px] group-selected:start-[14px] group-selected:size-3 group-selected:bg-on-accent" />
      </span>
    </AriaSwitch>
  );
}
