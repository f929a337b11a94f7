import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Tooltip } from './Tooltip.tsx';

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style' | 'aria-label'> {
  /** The accessible name, also shown as the tooltip. */
  name: string;
  /** Edge length in pixels: 24 inside a field, 28 elsewhere. */
  size?: 24 | 28;
  /** `plate`: on a picture. */
  variant?: 'quiet' | 'plate';
  className?: string;
  children: ReactNode;
}

/** A button that is only a glyph; its name is its tooltip. */
export function IconButton({ name, size = 28, variant = 'quiet', className = '', ...props }: IconButtonProps) {
  const look =
    variant === 'plate'
      ? 'bg-plate text-on-picture'
      : 'text-ink-2 hover:over-hover pressed:over-press hover:text-ink-1';
  return (
    <Tooltip text={name}>
      <AriaButton
        {...props}
        aria-label={name}
        className={`grid shrink-0 place-items-center rounded-control transition-colors disabled:text-ink-3 ${size === 24 ? 'size-6' : 'size-7'} ${look} ${className}`}
      />
    </Tooltip>
  );
}
