import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import { publicAddress } from './fields.ts';
import { insideJpeg, insidePng, insideWebp, type Inside } from './look-inside.ts';

/** A first frame as it reached the server. The bytes are not kept, only what proves which picture it was. */
export type ReceivedPicture =
  /** What lies there is known only where it was fetched. */
  ({ readonly kind: 'url'; readonly url: string } & Partial<PictureBytes>) | ({ readonly kind: 'data' } & PictureBytes);

interface PictureBytes {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly type: PictureFormat;
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** What it carries besides the picture, e.g. `exif`; empty for a clean one. */
  readonly metadata: readonly string[];
}

type PictureFormat = 'image/jpeg' | 'image/png' | 'image/webp';

export interface PictureRules {
  readonly formats: readonly PictureFormat[];
  /** Whether exactly 20 MB is still taken: "not exceed 20MB" against "<20MB". */
  readonly limitIncluded: boolean;
  /** Whether 2:5 and 5:2 themselves are refused. */
  readonly ratioExclusive: boolean;
}

export interface PictureProblem {
  readonly problem: 'url' | 'format' | 'size' | 'dimensions';
  readonly words: string;
}

/** 20 MB in the stricter reading, in bytes; no provider says which one it means. */
const limitBytes = 20_000_000;
/** The shorter side must exceed this, in pixels. */
const shortSidePixels = 300;

/** Reads the value of a picture field: a public https address, or a whole data URL whose bytes are looked at. */
export function readPicture(value: string, rules: PictureRules): ReceivedPicture | PictureProblem {
  if (!value.startsWith('data:')) {
    const wrong = publicAddress(value);
    return wrong === undefined ? { kind: 'url', url: value } : { problem: 'url', words: wrong };
  }
  const match = /^data:(image\/[a-z+.-]+);base64,([A-Za-z0-9+/]+={0,2})$/.exec(value);
  if (!match) return { problem: 'format', words: 'must be data:image/<type>;base64,<data>' };
  const [, declared = '', encoded = ''] = match;
  return readBytes(Buffer.from(encoded, 'base64'), rules, declared);
}

/** The bytes themselves, however they came. `declared`: the type that the sender claims. */
export function readBytes(
  bytes: Buffer,
  rules: PictureRules,
  declared?: string,
): Extract<ReceivedPicture, { kind: 'data' }> | PictureProblem {
  const type = formatOf(bytes);
  if (type === undefined || !rules.formats.includes(type)) {
    return { problem: 'format', words: `must be one of ${rules.formats.join(', ')}` };
  }
  if (declared !== undefined && declared !== type) {
    return { problem: 'format', words: `is declared as ${declared} but holds ${type}` };
  }
  if (bytes.length > limitBytes || (bytes.length === limitBytes && !rules.limitIncluded)) {
    return { problem: 'size', words: 'must be smaller than 20MB' };
  }
  return measure(bytes, type, rules);
}

function measure(
  bytes: Buffer,
  type: PictureFormat,
  rules: PictureRules,
): Extract<ReceivedPicture, { kind: 'data' }> | PictureProblem {
  const size = sizeOf(bytes);
  const inside = looks[type](bytes);
  if (size === undefined || inside === undefined) return { problem: 'format', words: 'cannot be decoded' };
  const wrong = oddity(inside);
  if (wrong !== undefined) return { problem: 'format', words: wrong };
  const { width, height } = size;
  if (Math.min(width, height) <= shortSidePixels) {
    return { problem: 'dimensions', words: `the shorter side must exceed ${shortSidePixels} pixels` };
  }
  const ratio = width / height;
  const outside = rules.ratioExclusive ? ratio <= 0.4 || ratio >= 2.5 : ratio < 0.4 || ratio > 2.5;
  if (outside) return { problem: 'dimensions', words: 'the aspect ratio must be between 2:5 and 5:2' };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    kind: 'data',
    sha256,
    sizeBytes: bytes.length,
    type,
    widthPixels: width,
    heightPixels: height,
    metadata: inside.metadata,
  };
}

function sizeOf(bytes: Buffer): { width: number; height: number } | undefined {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { width, height } : undefined;
  } catch {
    // image-size throws on a picture that it cannot read; that is the very answer wanted here.
    return undefined;
  }
}

/** By the first bytes; the declared type proves nothing. */
function formatOf(bytes: Buffer): PictureFormat | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  const riff = bytes.subarray(0, 4).toString('latin1') === 'RIFF';
  return riff && bytes.subarray(8, 12).toString('latin1') === 'WEBP' ? 'image/webp' : undefined;
}

const looks: Record<PictureFormat, (bytes: Buffer) => Inside | undefined> = {
  'image/jpeg': insideJpeg,
  'image/png': insidePng,
  'image/webp': insideWebp,
};

/**
 * What no page names and what decoders of servers get wrong: colours of print, deep colours, animations, and turns that
 * only a note in the file tells. Refused here, so that a test finds it before a person does.
 */
function oddity({ isCmyk, bitsPerChannel, isAnimated, orientation }: Inside): string | undefined {
  if (isCmyk) return 'must be RGB, not CMYK';
  if (isAnimated) return 'must be a still image';
  if (bitsPerChannel > 8) return 'must have 8 bits per channel';
  return orientation === 1 ? undefined : 'must be upright, not turned by EXIF';
}

export function isPictureProblem(value: ReceivedPicture | PictureProblem): value is PictureProblem {
  return 'problem' in value;
}
