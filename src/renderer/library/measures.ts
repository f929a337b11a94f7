/** Sizes and lengths in words. Decimal units, as file managers and providers count. */

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** `4.1 MB`, `41.2 GB`, `812 bytes`. */
export function bytesText(bytes: number): string {
  const { amount, unit } = scaled(bytes, bytes);
  return `${amount} ${unit}`;
}

/** `2.9 of 4.1 MB`; `2.9 MB so far` when the whole is not known. */
export function receivedText(receivedBytes: number, totalBytes: number | undefined): string {
  if (totalBytes === undefined) return `${bytesText(receivedBytes)} so far`;
  return `${scaled(receivedBytes, totalBytes).amount} of ${bytesText(totalBytes)}`;
}

/** Whole per cent of a download; undefined while the whole is not known. */
export function receivedPercent(receivedBytes: number, totalBytes: number | undefined): number | undefined {
  if (totalBytes === undefined || totalBytes <= 0) return undefined;
  return Math.min(100, Math.floor((receivedBytes / totalBytes) * 100));
}

/** `6 s`; a measured length keeps one digit where it is not whole. */
export function secondsText(seconds: number): string {
  return `${Number(seconds.toFixed(1))} s`;
}

/** `1 clip`, `12 clips`. */
export function clipsText(count: number): string {
  return count === 1 ? '1 clip' : `${count} clips`;
}

/** Both numbers of "2.9 of 4.1 MB" use the unit of the whole. */
function scaled(bytes: number, unitFrom: number): { amount: string; unit: string } {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, unitFrom)) / 3)));
  const amount = bytes / 1000 ** power;
  return { amount: power === 0 ? String(Math.round(amount)) : amount.toFixed(1), unit: units[power] ?? 'bytes' };
}
