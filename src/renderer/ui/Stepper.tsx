import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { t } from '../texts/index.ts';
import { Minus, Plus } from './icons.ts';

export interface StepperProps {
  label: string;
  value: number;
  least: number;
  most: number;
  /** A whole number within the limits, as soon as one stands there. */
  onChange: (value: number) => void;
  className?: string;
}

/** A small whole number on one line: its name, one less, the figure, one more. The arrow keys step as well. */
export function Stepper({ label, value, least, most, onChange, className = '' }: StepperProps) {
  const labelId = useId();
  const [typed, setTyped] = useState<string>();

  function step(by: 1 | -1): void {
    setTyped(undefined);
    onChange(Math.min(Math.max(value + by, least), most));
  }

  function type(text: string): void {
    setTyped(text);
    const wanted = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (wanted >= least && wanted <= most) onChange(wanted);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') setTyped(undefined);
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    step(event.key === 'ArrowUp' ? 1 : -1);
  }

  return (
    <div className={`flex min-w-0 items-center gap-2 ${className}`}>
      <label id={labelId} htmlFor={`${labelId}field`} className="truncate text-sm text-ink-2">
        {label}
      </label>
      <div className="flex h-7 shrink-0 items-center rounded-control field-frame">
        <StepButton name={t('One less: {{what}}', { what: label })} isOff={value <= least} onPress={() => step(-1)}>
          <Minus size={14} aria-hidden />
        </StepButton>
        <input
          id={`${labelId}field`}
          role="spinbutton"
          inputMode="numeric"
          autoComplete="off"
          aria-labelledby={labelId}
          aria-valuenow={value}
          aria-valuemin={least}
          aria-valuemax={most}
          value={typed ?? String(value)}
          onChange={({ target }) => {
            type(target.value);
          }}
          onFocus={({ target }) => {
            target.select();
          }}
          onBlur={() => {
            setTyped(undefined);
          }}
          onKeyDown={onKeyDown}
          className="h-full w-6 min-w-0 bg-transparent text-center text-ink-1 tabular-nums outline-none"
        />
        <StepButton name={t('One more: {{what}}', { what: label })} isOff={value >= most} onPress={() => step(1)}>
          <Plus size={14} aria-hidden />
        </StepButton>
      </div>
    </div>
  );
}

/** For the pointer: by keyboard the arrow keys do it, and Tab goes on. */
function StepButton({
  name,
  isOff,
  onPress,
  children,
}: {
  name: string;
  isOff: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      aria-label={name}
      excludeFromTabOrder
      isDisabled={isOff}
      onPress={onPress}
      className="grid size-6 place-items-center rounded-token text-ink-2 hover:over-hover disabled:text-ink-3 disabled:opacity-60 pressed:over-press"
    >
      {children}
    </Button>
  );
}
