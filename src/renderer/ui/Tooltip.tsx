import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';

/** Shows a short text at its child on hover and focus: names of icon-only buttons and full prompts, nothing else. */
export function Tooltip({ text, children }: { text: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {children}
      <AriaTooltip
        offset={6}
        className="pop-motion max-w-80 rounded-control bg-surface-3 px-2 py-1 text-sm text-ink-1 shadow-pop"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
