import type { ReactNode } from 'react';

/** Puts a field's own label into a column at its left, with help and error below the field. For `className` of the field. */
export const besideLabel =
  'grid grid-cols-[116px_minmax(0,1fr)] items-center gap-x-3 *:col-start-2 [&>.field-label]:col-start-1 [&>.field-label]:row-start-1 [&>.field-label]:mb-0 [&>.field-label]:font-normal';

/** A fact or a control that has no label of its own, in the same two columns. `isTall`: its name stands beside the first line. */
export function SettingRow({
  name,
  isTall = false,
  children,
}: {
  name?: string;
  isTall?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={`grid grid-cols-[116px_minmax(0,1fr)] gap-x-3 ${isTall ? 'items-start' : 'items-center'}`}>
      <span className={`text-sm text-ink-2 ${isTall ? 'flex min-h-7 items-center' : ''}`}>{name}</span>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
