import type { ReactNode } from 'react';
import { ExternalLink } from '../ui/icons.ts';

export interface OutLinkProps {
  /** Only https addresses of the provider's own pages. */
  to: string;
  /** `button`: the next step of a panel. `text`: inside a line. */
  look?: 'primary' | 'secondary' | 'text';
  className?: string;
  children: ReactNode;
}

const looks = {
  primary:
    'inline-flex h-7 items-center justify-center gap-1.5 rounded-control bg-accent px-2.5 font-semibold whitespace-nowrap text-on-accent hover:bg-accent-hover active:bg-accent-press',
  secondary:
    'inline-flex h-7 items-center justify-center gap-1.5 rounded-control border border-transparent bg-button px-2.5 font-medium whitespace-nowrap text-ink-1 shadow-raised [border-color:var(--button-line)] hover:bg-button-hover active:bg-button-press',
  text: 'rounded-token font-medium text-accent hover:underline',
};

/** A page in the person's own browser. */
export function OutLink({ to, look = 'text', className = '', children }: OutLinkProps) {
  return (
    <a href={to} target="_blank" rel="noreferrer" className={`${looks[look]} ${className}`}>
      {children}
      {look === 'text' ? null : <ExternalLink size={14} aria-hidden />}
    </a>
  );
}
