import type { ReactNode } from 'react';

/** The name of a screen. The focus lands here when the button that led to it has gone (`Middle`), without a ring. */
export function ScreenHeading({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <h1 data-landing tabIndex={-1} className={`truncate text-lg font-semibold outline-none ${className}`}>
      {children}
    </h1>
  );
}
