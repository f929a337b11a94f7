import type { ReactNode } from 'react';
import { findCameraMarks } from '../../shared/camera-moves.ts';

const knownMove =
  'rounded-token bg-accent-soft whitespace-nowrap text-on-accent-soft underline decoration-on-accent-soft/60 decoration-[1.5px] underline-offset-4 [box-shadow:0_0_0_2px_var(--accent-soft)]';

/** A prompt to read and to copy from, with its camera moves tinted. */
export function PromptText({ prompt }: { prompt: string }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { start, end, moves } of findCameraMarks(prompt)) {
    if (!moves.every(({ known }) => known)) continue;
    parts.push(
      prompt.slice(from, start),
      <span key={start} className={knownMove}>
        {prompt.slice(start, end)}
      </span>,
    );
    from = end;
  }
  return (
    <p data-selectable dir="auto" className="text-md leading-[21px] break-words whitespace-pre-wrap">
      {parts}
      {prompt.slice(from)}
    </p>
  );
}
