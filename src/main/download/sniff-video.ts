import type { Asset } from '../../shared/job.ts';

/** How many bytes `sniffVideo` needs. */
export const sniffBytes = 12;

/** What the first bytes are: a video, a page or message in text, or something else. Pure. */
export function sniffVideo(start: Uint8Array): Asset['type'] | 'text' | 'other' {
  const bytes = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, sniffBytes));
  if (bytes.toString('latin1', 4, 8) === 'ftyp') {
    return bytes.toString('latin1', 8, 12) === 'qt  ' ? 'video/quicktime' : 'video/mp4';
  }
  // EBML, the container of WebM and Matroska (RFC 8794).
  if (bytes.length >= 4 && bytes.readUInt32BE(0) === 0x1a45dfa3) return 'video/webm';
  return isText(bytes) ? 'text' : 'other';
}

/** HTML, XML and JSON error pages, and plain messages; a byte order mark may come first. */
function isText(bytes: Buffer): boolean {
  const text = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  return (
    text.length > 0 && text.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 0x20 && byte < 0x7f))
  );
}
