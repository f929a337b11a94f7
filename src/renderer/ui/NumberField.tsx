import type { ReactNode } from 'react';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Button } from 'react-aria-components/Button';
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
} from 'react-aria-components/NumberField';
import { Text } from 'react-aria-components/Text';
import { Minus, Plus } from './icons.ts';

export interface NumberFieldProps extends Omit<AriaNumberFieldProps, 'className' | 'children' | 'style'> {
  label: string;
  isLabelHidden?: boolean;
  help?: ReactNode;
  className?: string;
}

const step =
  'grid size-6 place-items-center rounded-token text-ink-2 hover:over-hover pressed:over-press disabled:text-ink-3/50';

/** A whole number with steps, role spinbutton. */
export function NumberField({ label, isLabelHidden = false, help, className = '', ...props }: NumberFieldProps) {
  return (
    <AriaNumberField {...props} {...(isLabelHidden ? { 'aria-label': label } : {})} className={`min-w-0 ${className}`}>
      {isLabelHidden ? null : <Label className="field-label">{label}</Label>}
      <Group className="flex h-8 w-28 items-center gap-1 rounded-control px-1 field-frame">
        <Button slot="decrement" className={step}>
          <Minus size={14} aria-hidden />
        </Button>
        <Input className="h-full min-w-0 flex-1 bg-transparent text-center text-ink-1 tabular-nums outline-none" />
        <Button slot="increment" className={step}>
          <Plus size={14} aria-hidden />
        </Button>
      </Group>
      {help === undefined ? null : (
        <Text slot="description" className="mt-1.5 block text-sm text-ink-3">
          {help}
        </Text>
      )}
    </AriaNumberField>
  );
}
