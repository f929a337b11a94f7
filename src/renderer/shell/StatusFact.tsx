import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { StateMark } from '../ui/StateMark.tsx';
import type { StateKey } from '../ui/state-word.ts';

/** A quiet figure of the status strip that leads to what it names. */
export function StatusFact({
  state,
  onPress,
  children,
}: {
  state?: StateKey;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      onPress={onPress}
      data-tone={state}
      className="-mx-1.5 inline-flex h-6 shrink-0 items-center gap-1.5 rounded-control px-1.5 transition-colors hover:over-hover pressed:over-press hover:text-ink-1 focus-visible:-outline-offset-2"
    >
      {state === undefined ? null : <StateMark state={state} size={14} className="text-(--c)" />}
      <span dir="auto">{children}</span>
    </Button>
  );
}
