/** Null for an empty text. A comma is taken for a point where it can mean nothing else. */
export function amountFrom(text: string): number | null | 'wrong' {
  const trimmed = text.trim().replace(/^\$\s*/, '');
  if (trimmed === '') return null;
  const amount = /^\d{1,7}(?:[.,]\d{1,6})?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : Number.NaN;
  return Number.isFinite(amount) && amount <= 1_000_000 ? amount : 'wrong';
}
