import type { Picture } from '../../shared/request.ts';

/** "3000 × 900, 2.4 MB", in decimal units as the providers count. */
export function pictureFacts({ widthPixels, heightPixels, sizeBytes }: Picture): string {
  return `${widthPixels} × ${heightPixels}, ${bytesInWords(sizeBytes)}`;
}

function bytesInWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
