import { useState } from 'react';
import { TextField } from '../ui/TextField.tsx';
import { amountFrom } from './amount-from.ts';
import { besideLabel } from './SettingRow.tsx';
import { t } from '../texts/index.ts';

export interface AmountFieldProps {
  label: string;
  help?: string;
  /** Null: no limit. */
  value: number | null;
  /** In front of the number, e.g. `$`. */
  unit?: string;
  /** Only whole numbers. */
  isWhole?: boolean;
  /** Zero is a sum like any other. */
  mayBeNothing?: boolean;
  /** What the empty field says. */
  placeholder?: string;
  /** Gives back what is wrong with it, or undefined when it is kept. */
  onKeep: (value: number | null) => Promise<string | undefined>;
}

/** A sum or a count that may be absent. It counts on Enter, or when the field is left. */
export function AmountField({
  label,
  help,
  value,
  unit,
  isWhole = false,
  mayBeNothing = false,
  placeholder,
  onKeep,
}: AmountFieldProps) {
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();

  async function keep(): Promise<void> {
    if (typed === undefined) return;
    const amount = amountFrom(typed);
    if (
      amount === 'wrong' ||
      (isWhole && amount !== null && !Number.isInteger(amount)) ||
      (amount === 0 && !mayBeNothing)
    ) {
      setError(
        isWhole ? t('Give a whole number, or leave it empty.') : t('Give a sum such as 12.50, or leave it empty.'),
      );
      return;
    }
    const trouble = amount === value ? undefined : await onKeep(amount);
    setError(trouble);
    if (trouble === undefined) setTyped(undefined);
  }

  return (
    <TextField
      label={label}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      value={typed ?? (value === null ? '' : String(value))}
      placeholder={placeholder ?? t('No limit')}
      {...(help !== undefined && { help })}
      error={error}
      autoComplete="off"
      onChange={(text) => {
        setTyped(text);
        setError(undefined);
      }}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void keep();
      }}
      before={unit === undefined ? null : <span className="text-ink-3">{unit}</span>}
      className={`${besideLabel} [&_.field-frame]:w-36 [&_input]:tabular-nums`}
    />
  );
}
