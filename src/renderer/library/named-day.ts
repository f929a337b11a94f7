/** Days as a date field writes them, `2026-11-21`, in this computer's time zone. Pure. */

export function dayText(at: number): string {
  const day = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Its first moment, epoch ms; undefined while the field is not filled in. */
export function startOfNamedDay(text: string): number | undefined {
  const [year, month, day] = text.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined || text.length < 10) return undefined;
  // Given to the constructor, the year 2 would be 1902; and that is what a year begins with while it is being typed.
  const at = new Date(2000, 0, 1);
  at.setFullYear(year, month - 1, day);
  return Number.isNaN(at.getTime()) ? undefined : at.getTime();
}

/** A day with a clock change has 23 or 25 hours. */
export function dayAfter(at: number): number {
  const next = new Date(at);
  next.setDate(next.getDate() + 1);
  return next.getTime();
}
