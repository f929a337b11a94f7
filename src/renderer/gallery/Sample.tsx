import { useEffect, useRef, type ReactNode } from 'react';

/** A heading and what belongs to it. */
export function Sample({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
    </div>
  );
}

export function Row({ note, children }: { note: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <span className="w-24 shrink-0 text-sm text-ink-3">{note}</span>
      {children}
    </div>
  );
}

/** Holds what is inside in a state that else only a pointer or a key brings about, by the attribute React Aria sets for it. */
export function Held({ as, children }: { as: 'hovered' | 'pressed' | 'focus-visible'; children: ReactNode }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    for (const element of place.current?.querySelectorAll('button, .field-frame') ?? []) {
      element.setAttribute(element.localName === 'button' ? `data-${as}` : 'data-focused', 'true');
    }
  }, [as]);
  return (
    <span ref={place} className="contents">
      {children}
    </span>
  );
}
