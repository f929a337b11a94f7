import { crc32, inflateSync } from 'node:zlib';

/** What a strict server sees in a picture besides its size. Undefined where a decoder would give up. */
export interface Inside {
  /** The four colours of print. */
  readonly isCmyk: boolean;
  readonly bitsPerChannel: number;
  readonly isAnimated: boolean;
  /** By the EXIF tag 0x0112; 1 is upright. */
  readonly orientation: number;
  /** What it carries that no picture needs: `exif`, `xmp`, `text`, `trailing` … Empty: nothing. Colour profiles are needed. */
  readonly metadata: readonly string[];
}

export function insideJpeg(bytes: Buffer): Inside | undefined {
  const metadata: string[] = [];
  let channels = 0;
  let bitsPerChannel = 0;
  let orientation = 1;
  let hasPixels = false;
  for (let at = 2; at + 2 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      if (at + 2 < bytes.length) metadata.push('trailing');
      if (!hasPixels || channels === 0) return undefined;
      return { isCmyk: channels === 4, bitsPerChannel, isAnimated: false, orientation, metadata };
    }
    if (at + 4 > bytes.length) return undefined;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return undefined;
    const content = bytes.subarray(at + 4, end);
    const begins = (mark: string) => content.subarray(0, mark.length).toString('latin1') === mark;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      bitsPerChannel = content[0] ?? 0;
      channels = content[5] ?? 0;
    } else if (marker === 0xe1 && begins('Exif\0\0')) {
      metadata.push('exif');
      orientation = orientationIn(content.subarray(6));
    } else if (marker === 0xe0 && begins('JFIF\0')) {
      if (content.length > 14) metadata.push('thumbnail');
    } else if (marker === 0xfe || (marker >= 0xe0 && marker <= 0xef)) {
      const isNeeded = (marker === 0xe2 && begins('ICC_PROFILE\0')) || (marker === 0xee && begins('Adobe'));
      if (!isNeeded)
        metadata.push(marker === 0xfe ? 'comment' : begins('http://ns.adobe') ? 'xmp' : `app${marker & 15}`);
    }
    at = end;
    if (marker !== 0xda) continue;
    hasPixels = true;
    while (at < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1]))) at += 1;
  }
  return undefined;
}

/** Neither a stuffed zero nor a restart. */
function isMarker(byte = 0): boolean {
  return byte !== 0 && !(byte >= 0xd0 && byte <= 0xd7);
}

const pngChannels: Partial<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** How the colours are meant; every other chunk with a small first letter is a remark. */
const pngColours = [
  'tRNS',
  'cHRM',
  'gAMA',
  'iCCP',
  'sBIT',
  'sRGB',
  'cICP',
  'mDCV',
  'cLLI',
  'bKGD',
  'hIST',
  'pHYs',
  'sPLT',
];
const largestPixels = 100_000_000;

export function insidePng(bytes: Buffer): Inside | undefined {
  const metadata: string[] = [];
  const pixels: Buffer[] = [];
  let header: Buffer | undefined;
  let isAnimated = false;
  let orientation = 1;
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return undefined;
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, end - 4);
    at = end;
    if (type === 'IHDR') header = content;
    else if (type === 'IDAT') pixels.push(content);
    else if (type === 'eXIf') orientation = orientationIn(content);
    if (type === 'acTL') isAnimated = true;
    if (/^[a-z]/.test(type) && !pngColours.includes(type)) metadata.push(type);
    if (type !== 'IEND') continue;
    if (at < bytes.length) metadata.push('trailing');
    const channels = pngChannels[header?.[9] ?? -1];
    const bitsPerChannel = header?.[8] ?? 0;
    if (header === undefined || channels === undefined || !isInflated(header, channels * bitsPerChannel, pixels)) {
      return undefined;
    }
    return { isCmyk: false, bitsPerChannel, isAnimated, orientation, metadata };
  }
  return undefined;
}

/** Whether the rows are all there. Adam7 lays them out otherwise, so it is only unpacked. */
function isInflated(header: Buffer, bitsPerPixel: number, pixels: readonly Buffer[]): boolean {
  const rowBytes = 1 + Math.ceil((header.readUInt32BE(0) * bitsPerPixel) / 8);
  const wanted = rowBytes * header.readUInt32BE(4);
  if (wanted > largestPixels * 4) return false;
  try {
    const { length } = inflateSync(Buffer.concat(pixels), { maxOutputLength: wanted + 1_000_000 });
    return header[12] === 1 ? length > 0 : length === wanted;
  } catch {
    // zlib throws on a stream that is cut or damaged; that is the answer wanted here.
    return false;
  }
}

export function insideWebp(bytes: Buffer): Inside | undefined {
  const metadata: string[] = [];
  const whole = 8 + bytes.readUInt32LE(4);
  let hasPixels = false;
  let isAnimated = false;
  let orientation = 1;
  if (whole > bytes.length) return undefined;
  if (whole < bytes.length) metadata.push('trailing');
  for (let at = 12; at + 8 <= whole;) {
    const type = bytes.toString('latin1', at, at + 4);
    const end = at + 8 + bytes.readUInt32LE(at + 4);
    if (end > whole) return undefined;
    if (type === 'VP8 ' || type === 'VP8L' || type === 'ANMF') hasPixels = true;
    if (type === 'ANIM') isAnimated = true;
    if (type === 'EXIF') orientation = orientationIn(bytes.subarray(at + 8, end));
    if (!['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP', 'ANIM', 'ANMF'].includes(type))
      metadata.push(type.trim().toLowerCase());
    at = end + (end % 2);
  }
  return hasPixels ? { isCmyk: false, bitsPerChannel: 8, isAnimated, orientation, metadata } : undefined;
}

/** The tag in the first directory of a TIFF; 1 where there is none. */
function orientationIn(exif: Buffer): number {
  const tiff = exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif;
  if (tiff.length < 10) return 1;
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = directory + 2; entry + 12 <= tiff.length; entry += 12) {
    if (entry >= directory + 2 + short(directory) * 12) break;
    if (short(entry) === 0x0112) return short(entry + 8);
  }
  return 1;
}
