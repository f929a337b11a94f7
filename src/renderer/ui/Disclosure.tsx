import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { ChevronRight } from './icons.ts';

export interface DisclosureProps {
  title: ReactNode;
  defaultExpanded?: boolean;
  className?: string;
  children: ReactNode;
}

/** A quiet line that unfolds more. */
export function Disclosure({ title, defaultExpanded = false, className = '', children }: DisclosureProps) {
  return (
    <AriaDisclosure defaultExpanded={defaultExpanded} className={`group/disclosure ${className}`}>
      <Button
        slot="trigger"
        className="-ms-1 flex min-h-7 items-center gap-1 rounded-control px-1 text-sm font-medium text-ink-2 hover:text-ink-1"
      >
        <ChevronRight
          size={14}
          aria-hidden
          className="transition-transform group-expanded/disclosure:rotate-90! rtl:rotate-180"
        />
        {title}
      </Button>
      <DisclosurePanel>
        <div className="pt-1.5">{children}</div>
      </DisclosurePanel>
    </AriaDisclosure>
  );
}
