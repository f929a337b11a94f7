/** The part of a file that an HTTP request asks for (RFC 9110, section 14); both ends inclusive, in bytes. */
export type RangeAnswer =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'unsatisfiable' };

/**
 * Reads `Range` for a file of `sizeBytes`. Several ranges at once, other units and broken syntax mean the whole file,
 * as the standard allows. A part is given only if `If-Range`, where present, names this very version.
 */
export function readRange(
  range: string | undefined,
  ifRange: string | undefined,
  sizeBytes: number,
  etag: string,
): RangeAnswer {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range ?? '');
  if (!match || (ifRange !== undefined && ifRange !== etag)) return { kind: 'whole' };
  const [, from = '', to = ''] = match;
  if (from === '') {
    if (to === '') return { kind: 'whole' };
    const length = Number(to);
    if (length === 0) return { kind: 'unsatisfiable' };
    return { kind: 'part', first: Math.max(0, sizeBytes - length), last: sizeBytes - 1 };
  }
  const first = Number(from);
  const last = to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (to !== '' && Number(to) < first) return { kind: 'whole' };
  return first >= sizeBytes ? { kind: 'unsatisfiable' } : { kind: 'part', first, last };
}
