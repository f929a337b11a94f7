import type { ReactNode } from 'react';
import type { StateKey } from './state-word.ts';

/** Nine states, nine silhouettes: a grey print still tells them apart. */
const shapes: Record<StateKey, ReactNode> = {
  queued: <circle cx="8" cy="8" r="5.25" strokeDasharray="2.35 1.77" />,
  sending: <path d="M8 13.2V3.2M4 7l4-4 4 4" />,
  waiting: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 4.9v3.3l2.2 1.4" />
    </>
  ),
  generating: <path d="M7.4 8a1.4 1.4 0 0 1 2.8 0 2.7 2.7 0 0 1-5.4 0 4 4 0 0 1 8 0A5.2 5.2 0 0 1 2.4 8" />,
  downloading: <path d="M8 2.4v7.4M4.7 6.6 8 9.9l3.3-3.3M2.9 13.2h10.2" />,
  done: <path d="m2.9 8.5 3.4 3.3 6.8-7" strokeWidth="1.8" />,
  failed: (
    <>
      <path d="M5.7 2.4h4.6l3.3 3.3v4.6l-3.3 3.3H5.7l-3.3-3.3V5.7z" />
      <path d="m6.1 6.1 3.8 3.8m0-3.8L6.1 9.9" />
    </>
  ),
  canceled: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="m4.2 11.8 7.6-7.6" />
    </>
  ),
  attention: (
    <path
      d="M8 1.9 14.6 13.6H1.4zM7.15 6v4h1.7V6zm0 5.1v1.7h1.7v-1.7z"
      fill="currentColor"
      fillRule="evenodd"
      strokeWidth="0.9"
    />
  ),
};

/** The shape of a state in the colour of the text around it. The word stands beside it, so it is hidden from readers. */
export function StateMark({
  state,
  size = 16,
  className = '',
}: {
  state: StateKey;
  size?: number;
  className?: string;
}) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      className={`shrink-0 ${className}`}
    >
      {shapes[state]}
    </svg>
  );
}
