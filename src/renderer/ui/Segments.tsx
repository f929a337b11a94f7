import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';

export interface Segment<V extends string> {
  value: V;
  name: string;
  /** Struck through: cannot be had with the rest of the choices. It stays selectable, and the trouble then says why. */
  isImpossible?: boolean;
}

export interface SegmentsProps<V extends string> {
  label: string;
  isLabelHidden?: boolean;
  segments: readonly Segment<V>[];
  value: V | undefined;
  onChange: (value: V) => void;
  className?: string;
}

/** A radio group drawn as a well with one raised segment. */
export function Segments<V extends string>({
  label,
  isLabelHidden = false,
  segments,
  value,
  onChange,
  className = '',
}: SegmentsProps<V>) {
  return (
    <RadioGroup
      value={value ?? null}
      onChange={(chosen) => {
        onChange(chosen as V);
      }}
      orientation="horizontal"
      className={`min-w-0 ${className}`}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      {isLabelHidden ? null : <Label className="field-label">{label}</Label>}
      <div className="grid h-8 auto-cols-fr grid-flow-col rounded-poster bg-segments p-0.5 [box-shadow:inset_0_0_0_1px_var(--segments-line)]">
        {segments.map(({ value: segment, name, isImpossible = false }) => (
          <Radio
            key={segment}
            value={segment}
            className={`input-over-control relative flex items-center justify-center rounded-control font-medium transition-colors focus-visible:outline-2 focus-visible:outline-focus selected:bg-segment selected:text-ink-1 selected:shadow-raised ${
              isImpossible ? 'text-ink-3 line-through' : 'text-ink-2 hover:text-ink-1'
            }`}
          >
            {name}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
