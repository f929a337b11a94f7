import { crc32, deflateSync } from 'node:zlib';
import { exif, xmp, secretWords } from './exif-rig.ts';

/** The smallest files that are pictures of a given size, with and without details. For tests. */

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const uint16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export interface SampleOptions {
  orientation?: number;
  /** With place, camera, dates, texts, a thumbnail, and bytes behind the end. */
  withDetails?: boolean;
}

/** The coded pixels of `jpeg`, which no removal may touch. */
export const jpegScan = Buffer.concat([
  Buffer.alloc(100, 0x55),
  Buffer.from([0xff, 0x00, 0xff, 0xd0]),
  Buffer.alloc(100, 0x55),
]);
export const colourProfile = Buffer.concat([bytesOf('ICC_PROFILE\0\u0001\u0001'), Buffer.alloc(128, 0x33)]);

export function jpegSegment(marker: number, ...content: Buffer[]): Buffer {
  const whole = Buffer.concat(content);
  return Buffer.concat([Buffer.from([0xff, marker]), uint16(whole.length + 2), whole]);
}

export function jpeg(
  width: number,
  height: number,
  options: SampleOptions & { components?: 1 | 3 | 4; segments?: Buffer[] } = {},
): Buffer {
  const { orientation, withDetails = false, components = 3, segments = [] } = options;
  const parts = Array.from({ length: components }, (_, index) => Buffer.from([index + 1, 0x11, 0]));
  const frame = Buffer.concat([Buffer.from([8]), uint16(height), uint16(width), Buffer.from([components]), ...parts]);
  const hasExif = withDetails || orientation !== undefined;
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xe0, bytesOf('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0')),
    ...(hasExif ? [jpegSegment(0xe1, bytesOf('Exif\0\0'), exif(options))] : []),
    ...(withDetails ? jpegDetails() : []),
    ...segments,
    jpegSegment(0xc0, frame),
    jpegSegment(0xda, Buffer.from([components]), ...parts.map((part) => part.subarray(0, 2)), Buffer.from([0, 63, 0])),
    jpegScan,
    Buffer.from([0xff, 0xd9]),
    ...(withDetails ? [bytesOf(`behind the end: ${secretWords[0]}`)] : []),
  ]);
}

function jpegDetails(): Buffer[] {
  return [
    jpegSegment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0'), xmp),
    jpegSegment(0xe2, colourProfile),
    jpegSegment(0xe2, bytesOf('MPF\0'), Buffer.alloc(20)),
    jpegSegment(0xed, bytesOf('Photoshop 3.0\0'), bytesOf(secretWords[1])),
    jpegSegment(0xee, bytesOf('Adobe\0d\0\0\0\0\u0001')),
    jpegSegment(0xfe, bytesOf(secretWords[1])),
  ];
}

export function pngChunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([bytesOf(type), content]);
  return Buffer.concat([uint32(content.length), named, uint32(crc32(named))]);
}

export function png(
  width: number,
  height: number,
  options: SampleOptions & { bits?: 8 | 16; colourType?: number; chunks?: Buffer[] } = {},
): Buffer {
  const { orientation, withDetails = false, bits = 8, colourType = 2, chunks = [] } = options;
  const header = Buffer.concat([uint32(width), uint32(height), Buffer.from([bits, colourType, 0, 0, 0])]);
  const hasExif = withDetails || orientation !== undefined;
  return Buffer.concat([
    bytesOf('\u0089PNG\r\n\u001a\n'),
    pngChunk('IHDR', header),
    ...(hasExif ? [pngChunk('eXIf', exif(options))] : []),
    ...(withDetails
      ? [
          pngChunk('iCCP', bytesOf('profile\0\0xxxx')),
          pngChunk('tIME', Buffer.from([7, 0xe3, 7, 14, 12, 34, 56])),
          pngChunk('tEXt', bytesOf(`Author\0${secretWords[1]}`)),
          pngChunk('caBX', bytesOf(secretWords[0])),
        ]
      : []),
    ...chunks,
    pngChunk('IDAT', deflateSync(Buffer.alloc(64))),
    pngChunk('IEND', Buffer.alloc(0)),
    ...(withDetails ? [bytesOf(secretWords[0])] : []),
  ]);
}

export function riffChunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([bytesOf(type), length, content, Buffer.alloc(content.length % 2)]);
}

export function webp(width: number, height: number, options: SampleOptions & { isAnimated?: boolean } = {}): Buffer {
  const { orientation, withDetails = false, isAnimated = false } = options;
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const still = riffChunk(
    'VP8 ',
    Buffer.concat([Buffer.from([0x10, 0, 0, 0x9d, 0x01, 0x2a]), size, Buffer.alloc(11, 7)]),
  );
  const hasExif = withDetails || orientation !== undefined;
  const announced = Buffer.alloc(10);
  announced[0] = (isAnimated ? 0x02 : 0) | (hasExif ? 0x08 : 0) | (withDetails ? 0x24 : 0);
  announced.writeUIntLE(width - 1, 4, 3);
  announced.writeUIntLE(height - 1, 7, 3);
  const content = Buffer.concat([
    bytesOf('WEBP'),
    ...(hasExif || isAnimated ? [riffChunk('VP8X', announced)] : []),
    ...(withDetails ? [riffChunk('ICCP', Buffer.alloc(31, 0x33))] : []),
    ...(isAnimated
      ? [riffChunk('ANIM', Buffer.alloc(6)), riffChunk('ANMF', Buffer.concat([Buffer.alloc(16), still]))]
      : [still]),
    ...(hasExif ? [riffChunk('EXIF', exif(options))] : []),
    ...(withDetails ? [riffChunk('XMP ', xmp), riffChunk('ODD ', bytesOf(secretWords[0]))] : []),
  ]);
  const whole = riffChunk('RIFF', content);
  return withDetails ? Buffer.concat([whole, bytesOf(secretWords[0])]) : whole;
}

/** @param frames how many pictures are in it */
export function gif(
  width: number,
  height: number,
  frames = 1,
  options: Pick<SampleOptions, 'withDetails'> = {},
): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const block = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), bytesOf(text), Buffer.from([0])]);
  const extension = (label: number, ...content: Buffer[]): Buffer =>
    Buffer.concat([Buffer.from([0x21, label]), ...content]);
  const frame = Buffer.concat([
    extension(0xf9, block('\0\0\0\0')),
    Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0]), size, Buffer.from([0, 2]), block('\u004c\u0001')]),
  ]);
  const { withDetails = false } = options;
  return Buffer.concat([
    bytesOf('GIF89a'),
    size,
    Buffer.from([0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff]),
    ...(frames > 1
      ? [extension(0xff, Buffer.concat([Buffer.from([11]), bytesOf('NETSCAPE2.0')]), block('\u0001\0\0'))]
      : []),
    ...(withDetails
      ? [
          extension(0xfe, block(secretWords[1])),
          extension(0xff, Buffer.concat([Buffer.from([11]), bytesOf('XMP DataXMP')]), block(secretWords[0])),
        ]
      : []),
    ...Array.from({ length: frames }, () => frame),
    Buffer.from([0x3b]),
    ...(withDetails ? [bytesOf(secretWords[0])] : []),
  ]);
}

function box(type: string, ...content: Buffer[]): Buffer {
  const inner = Buffer.concat(content);
  return Buffer.concat([uint32(inner.length + 8), bytesOf(type), inner]);
}

/**
 * An AVIF or HEIC of one coded item (whose bytes are no video) and, with details, an Exif and an XMP item beside it.
 * @param quarterTurns anticlockwise, as the property `irot` tells it
 */
export function heif(
  brand: string,
  width: number,
  height: number,
  options: SampleOptions & { quarterTurns?: number; bits?: number } = {},
): Buffer {
  const { withDetails = false, quarterTurns = 0, bits = 8 } = options;
  const items = [
    { type: brand.startsWith('av') ? 'av01' : 'hvc1', bytes: Buffer.alloc(20, 0x55) },
    ...(withDetails
      ? [
          { type: 'Exif', bytes: Buffer.concat([uint32(0), exif(options)]) },
          { type: 'mime', bytes: xmp },
        ]
      : []),
  ];
  const head = (dataAt: number): Buffer => {
    let at = dataAt;
    const places = items.map(({ bytes }, index) => {
      at += bytes.length;
      return Buffer.concat([uint16(index + 1), uint16(0), uint16(1), uint32(at - bytes.length), uint32(bytes.length)]);
    });
    const entries = items.map(({ type }, index) =>
      box('infe', Buffer.from([2, 0, 0, 0]), uint16(index + 1), uint16(0), bytesOf(`${type}\0`)),
    );
    const properties = box(
      'ipco',
      box('ispe', uint32(0), uint32(width), uint32(height)),
      box('irot', Buffer.from([quarterTurns])),
      box('pixi', uint32(0), Buffer.from([3, bits, bits, bits])),
    );
    return Buffer.concat([
      box('ftyp', bytesOf(`${brand}\0\0\0\0mif1${brand}`)),
      box(
        'meta',
        uint32(0),
        box('pitm', uint32(0), uint16(1)),
        box('iloc', uint32(0), Buffer.from([0x44, 0]), uint16(items.length), ...places),
        box('iinf', uint32(0), uint16(items.length), ...entries),
        box('iprp', properties, box('ipma', uint32(0), uint32(1), uint16(1), Buffer.from([3, 0x81, 2, 3]))),
      ),
      ...(withDetails ? [box('uuid', Buffer.alloc(16, 1), bytesOf(secretWords[0]))] : []),
    ]);
  };
  const dataAt = head(0).length + 8;
  return Buffer.concat([head(dataAt), box('mdat', ...items.map(({ bytes }) => bytes))]);
}
