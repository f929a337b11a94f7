import type { ReactNode } from 'react';

/** Puts a field's own label into a column at its left, with help and error below the field. For `className` of the field. */
export const besideLabel =
  'grid grid-cols-[116px_minmax(0,1fr)] items-center gap-x-3 *:col-start-2 [&>.field-label]:col-start-1 [&>.field-label]:row-start-1 [&>.field-label]:mb-0 [&>.field-label]:font-normal';

/** A fact or a control that has no label of its own, in the same two columns. */
export function SettingRow({ name, children }: { name?: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[116px_minmax(0,1fr)] items-center gap-x-3">
      <span className="text-sm text-ink-2">{name}</span>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
