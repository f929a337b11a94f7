import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  /** Height in pixels. */
  size?: 28 | 32 | 40;
  /** Looks and is announced as off, but keeps the focus and its press: for a button that answers "why not". */
  isInert?: boolean;
  /** Layout only: width, margin. */
  className?: string;
  children: ReactNode;
}

const base =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control border border-transparent leading-none font-medium whitespace-nowrap select-none transition-colors disabled:bg-track disabled:bg-none disabled:text-ink-3';

const variants = {
  primary: 'bg-accent font-semibold text-on-accent hover:bg-accent-hover pressed:bg-accent-press',
  secondary:
    'bg-button text-ink-1 shadow-raised [border-color:var(--button-line)] hover:bg-button-hover pressed:bg-button-press',
  quiet: 'text-ink-2 hover:over-hover pressed:over-press',
  danger: 'text-state-failed hover:over-hover pressed:over-press',
};

const sizes = {
  28: { height: 'h-7 text-base', wide: 'px-2.5', quiet: 'px-2' },
  32: { height: 'h-8 text-base', wide: 'px-3.5', quiet: 'px-2.5' },
  40: { height: 'h-10 text-md', wide: 'px-4', quiet: 'px-3' },
};

const inert = 'bg-track text-ink-3';

/** A button. One primary button per panel. */
export function Button({ variant = 'secondary', size = 28, isInert = false, className = '', ...props }: ButtonProps) {
  const { height, wide, quiet } = sizes[size];
  const isQuiet = variant === 'quiet' || variant === 'danger';
  return (
    <AriaButton
      {...props}
      {...(isInert ? { 'aria-disabled': true } : {})}
      className={`${base} ${height} ${isQuiet ? quiet : wide} ${isInert ? inert : variants[variant]} ${className}`}
    />
  );
}
