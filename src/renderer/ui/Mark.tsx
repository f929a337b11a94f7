import { useId } from 'react';
import { shellPath } from './shell-path.ts';

/** The mark in one colour, that of the text around it. */
export function Mark({ size = 20, className = '' }: { size?: number; className?: string }) {
  return (
    <svg viewBox="56 56 400 400" width={size} height={size} aria-hidden className={`shrink-0 ${className}`}>
      <path d={shellPath} fill="currentColor" />
    </svg>
  );
}

/** The application's icon: the mark in nacre on deep water. */
export function AppIcon({ size }: { size: number }) {
  const id = useId();
  return (
    <svg viewBox="16 16 480 480" width={size} height={size} aria-hidden className="shrink-0">
      <defs>
        <linearGradient id={`${id}sea`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--sea-1)" />
          <stop offset="1" stopColor="var(--sea-2)" />
        </linearGradient>
        <linearGradient id={`${id}nacre`} x1="0.1" y1="0" x2="0.8" y2="1">
          <stop offset="0" stopColor="var(--nacre-1)" />
          <stop offset="0.45" stopColor="var(--nacre-2)" />
          <stop offset="1" stopColor="var(--nacre-3)" />
        </linearGradient>
      </defs>
      <rect x="16" y="16" width="480" height="480" rx="112" fill={`url(#${id}sea)`} />
      <path d={shellPath} fill={`url(#${id}nacre)`} />
    </svg>
  );
}
