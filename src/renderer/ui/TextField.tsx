import type { ReactNode, Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'children' | 'style'> {
  label: string;
  /** The name is read out but not drawn; the placeholder shows what belongs here. */
  isLabelHidden?: boolean;
  placeholder?: string;
  help?: ReactNode;
  /** Makes the field invalid and stands below it. */
  error?: string | undefined;
  /** Drawn inside the field, before and behind the text. */
  before?: ReactNode;
  after?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
  className?: string;
}

/** A one-line text field, 32 px high. */
export function TextField({
  label,
  isLabelHidden = false,
  placeholder,
  help,
  error,
  before,
  after,
  inputRef,
  className = '',
  ...props
}: TextFieldProps) {
  return (
    <AriaTextField
      {...props}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      isInvalid={error !== undefined}
      className={`min-w-0 ${className}`}
    >
      {isLabelHidden ? null : <Label className="field-label">{label}</Label>}
      <Group className="flex h-8 items-center gap-2 rounded-control px-2.5 field-frame disabled:opacity-60">
        {before}
        <Input
          {...(inputRef === undefined ? {} : { ref: inputRef })}
          {...(placeholder === undefined ? {} : { placeholder })}
          spellCheck="false"
          className="h-full min-w-0 flex-1 bg-transparent text-ink-1 outline-none"
        />
        {after}
      </Group>
      {help === undefined ? null : (
        <Text slot="description" className="mt-1.5 block text-sm text-ink-3">
          {help}
        </Text>
      )}
      <FieldError className="mt-1.5 block text-sm text-state-failed">{error}</FieldError>
    </AriaTextField>
  );
}
