/** A hairline between two parts of a panel. */
export function Rule() {
  return <div className="h-px shrink-0 bg-line" />;
}
