import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { Check } from './icons.ts';
import { number } from '../texts/format.ts';

export interface CheckRowProps {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  /** How many there are; a choice that would find nothing stays, in a quieter tone. */
  count?: number | undefined;
  children: ReactNode;
}

/** A choice in a list of choices, 28 px high, with its number at the right. */
export function CheckRow({ isSelected, onChange, count, children }: CheckRowProps) {
  return (
    <Checkbox
      isSelected={isSelected}
      onChange={onChange}
      className={`input-over-control group relative flex min-h-7 items-center gap-2 rounded-control px-1.5 outline-none hover:over-hover focus-visible:outline-2 focus-visible:outline-focus ${count === 0 ? 'text-ink-3' : ''}`}
    >
      <span
        aria-hidden
        className="grid size-4 shrink-0 place-items-center rounded-token border border-line-control text-transparent group-selected:border-accent group-selected:bg-accent group-selected:text-on-accent"
      >
        <Check size={12} strokeWidth={3} />
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {count === undefined ? null : <span className="text-sm text-ink-3 tabular-nums">{number(count)}</span>}
    </Checkbox>
  );
}
