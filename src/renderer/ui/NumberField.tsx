import { useState } from 'react';
import { TextField } from './TextField.tsx';

export interface NumberFieldProps {
  label: string;
  value: number;
  least: number;
  most: number;
  /** A whole number within the limits. Comes when the person is done with typing, and at once for the arrow keys. */
  onChange: (value: number) => void;
  className?: string;
}

/** A field for a whole number: arrows step by 1, with Shift by 10; what was typed counts on Enter or on leaving. */
export function NumberField({ label, value, least, most, onChange, className = '' }: NumberFieldProps) {
  const [typed, setTyped] = useState<string>();

  function keep(wanted: number): void {
    setTyped(undefined);
    if (Number.isFinite(wanted)) onChange(Math.min(Math.max(Math.round(wanted), least), most));
  }

  function keepTyped(): void {
    if (typed !== undefined) keep(typed.trim() === '' ? Number.NaN : Number(typed));
  }

  return (
    <TextField
      label={label}
      type="number"
      inputMode="numeric"
      value={typed ?? String(value)}
      onChange={setTyped}
      onBlur={keepTyped}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
        if (event.key === 'Enter') keepTyped();
        if (step === 0) return;
        event.preventDefault();
        keep(Number(typed ?? value) + step * (event.shiftKey ? 10 : 1));
      }}
      className={`[&_input]:[appearance:textfield] [&_input]:tabular-nums [&_input::-webkit-inner-spin-button]:appearance-none ${className}`}
    />
  );
}
