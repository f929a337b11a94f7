import { formatBytesPair } from '../../shared/format.ts';
import type { Cost } from '../../shared/job.ts';
import { bytes, exactDollars } from '../texts/format.ts';
import { locale, t } from '../texts/index.ts';

/** Counts, costs and downloads in words. */

/** `2.9 of 4.1 MB`; `2.9 MB so far` when the whole is not known. */
export function receivedText(receivedBytes: number, totalBytes: number | undefined): string {
  if (totalBytes === undefined) return t('{{size}} so far', { size: bytes(receivedBytes) });
  return t('{{part}} of {{whole}}', formatBytesPair(receivedBytes, totalBytes, locale()));
}

/** Whole per cent of a download; undefined while the whole is not known. */
export function receivedPercent(receivedBytes: number, totalBytes: number | undefined): number | undefined {
  if (totalBytes === undefined || totalBytes <= 0) return undefined;
  return Math.min(100, Math.floor((receivedBytes / totalBytes) * 100));
}

/** What a provider said that a clip cost: `$0.28`, `12 credits`. */
export function costText({ amount, unit }: Cost): string {
  return unit === 'USD' ? exactDollars(amount) : t('{{count, number}} credits', { count: amount });
}

/** `1 clip`, `12 clips`. */
export function clipsText(count: number): string {
  return t('{{count, number}} clips', { count });
}
