import type { ReactNode } from 'react';
import { ListBoxItem } from 'react-aria-components/ListBox';
import { Check } from './icons.ts';

export interface SelectOptionProps {
  id: string;
  /** The accessible name and what typing a letter finds. */
  name: string;
  /** Replaces the plain row, e.g. by columns. The check mark stays. */
  children?: ReactNode;
  /** 44 px high instead of 30. */
  isTall?: boolean;
}

/** One row of a `Select`. */
export function SelectOption({ id, name, children, isTall = false }: SelectOptionProps) {
  return (
    <ListBoxItem
      id={id}
      textValue={name}
      className={`group/option grid grid-cols-[20px_1fr] items-center gap-2.5 rounded-poster px-2 text-ink-1 outline-none hover:over-hover focus:over-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus selected:bg-accent-soft ${isTall ? 'min-h-11 py-1.5' : 'min-h-[30px]'}`}
    >
      <Check size={16} aria-hidden className="invisible text-on-accent-soft group-selected/option:visible" />
      {children ?? <span className="truncate font-medium">{name}</span>}
    </ListBoxItem>
  );
}
