import type { ReactNode, Ref } from 'react';
import { cameraDoubts } from '../../shared/camera-doubts.ts';
import { findCameraMarks } from '../../shared/camera-moves.ts';

const sound =
  'rounded-token bg-accent-soft underline decoration-on-accent-soft/60 decoration-[1.5px] underline-offset-4 [box-shadow:0_0_0_2px_var(--accent-soft)]';
const doubtful = 'underline decoration-state-attention decoration-wavy decoration-[1.5px] underline-offset-2';

/**
 * Lies behind the prompt and draws only grounds and underlines. Its text takes the very same room as the text in front,
 * so nothing here may change a width: no padding, no weight, no size. What is doubtful about a move is said in words
 * below the prompt.
 */
export function PromptMirror({
  text,
  className,
  mirrorRef,
}: {
  text: string;
  className: string;
  mirrorRef: Ref<HTMLDivElement>;
}) {
  const doubts = new Set(cameraDoubts(text).map(({ start }) => start));
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { start, end } of findCameraMarks(text)) {
    parts.push(text.slice(from, start));
    parts.push(
      <span key={start} className={doubts.has(start) ? doubtful : sound}>
        {text.slice(start, end)}
      </span>,
    );
    from = end;
  }
  // A line break at the very end has no height without something after it.
  parts.push(text.slice(from), '\u200b');
  return (
    <div
      ref={mirrorRef}
      aria-hidden
      dir="auto"
      className={`pointer-events-none absolute inset-0 text-transparent ${className}`}
    >
      {parts}
    </div>
  );
}
