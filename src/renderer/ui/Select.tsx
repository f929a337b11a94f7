import { useId, type ReactNode, type RefObject } from 'react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { ChevronsUpDown } from './icons.ts';

export interface SelectProps {
  label: string;
  value: string | undefined;
  onChange: (value: string) => void;
  /** What the closed select shows. */
  shown: string;
  placement?: PopoverProps['placement'];
  /** What the popover stands beside, where that is not the button. */
  anchor?: RefObject<HTMLElement | null>;
  /** Room between the two, in pixels. */
  offset?: number;
  /** Above the list, e.g. column heads. */
  head?: ReactNode;
  /** Below the list. */
  foot?: ReactNode;
  /** Layout of the popover, e.g. its width. */
  popoverClass?: string;
  className?: string;
  /** `SelectOption` elements. */
  children: ReactNode;
}

/** A button that opens a list of options; its accessible name is the label and then the value. */
export function Select({
  label,
  value,
  onChange,
  shown,
  placement,
  anchor,
  offset = 6,
  head,
  foot,
  popoverClass = '',
  className = '',
  children,
}: SelectProps) {
  const labelId = useId();
  const valueId = useId();
  return (
    <AriaSelect
      value={value ?? null}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      className={`group min-w-0 ${className}`}
    >
      <Label id={labelId} className="field-label">
        {label}
      </Label>
      <Button
        aria-labelledby={`${labelId} ${valueId}`}
        className="flex h-8 w-full items-center gap-1.5 rounded-control ps-2.5 pe-2 text-start field-frame group-open:border-focus group-open:[box-shadow:0_0_0_1px_var(--focus)] hover:over-hover pressed:over-press"
      >
        <SelectValue id={valueId} className="min-w-0 flex-1 truncate">
          {shown}
        </SelectValue>
        <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-ink-2" />
      </Button>
      <Popover
        {...(placement === undefined ? {} : { placement })}
        {...(anchor === undefined ? {} : { triggerRef: anchor })}
        offset={offset}
        className={`min-w-(--trigger-width) overflow-hidden rounded-pop bg-surface-3 p-2 shadow-pop outline-none pop-motion ${popoverClass}`}
      >
        {head}
        <ListBox className="max-h-[60vh] overflow-auto outline-none">{children}</ListBox>
        {foot}
      </Popover>
    </AriaSelect>
  );
}
