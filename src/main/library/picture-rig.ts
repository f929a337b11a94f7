/** The smallest files that are pictures of a given size, for the tests of this folder. */

const uint16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function png(width: number, height: number): Buffer {
  const chunk = (type: string, content: Buffer): Buffer =>
    Buffer.concat([uint32(content.length), Buffer.from(type, 'latin1'), content, uint32(0)]);
  const header = Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 2, 0, 0, 0])]);
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', Buffer.alloc(40)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param orientation the EXIF orientation; 1 is upright */
export function jpeg(width: number, height: number, orientation?: number): Buffer {
  const segment = (marker: number, content: Buffer): Buffer =>
    Buffer.concat([Buffer.from([0xff, marker]), uint16(content.length + 2), content]);
  const entry = Buffer.concat([uint16(0x0112), uint16(3), uint32(1), uint16(orientation ?? 1), uint16(0)]);
  const exif = Buffer.concat([
    Buffer.from('Exif\0\0MM\0*', 'latin1'),
    uint32(8),
    uint16(1),
    entry,
    uint32(0),
    thumbnail,
  ]);
  const frame = Buffer.concat([Buffer.from([8]), uint16(height), uint16(width), Buffer.from([1, 1, 0x11, 0])]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0', 'latin1')),
    ...(orientation === undefined ? [] : [segment(0xe1, exif)]),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.alloc(200, 0x55),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** Has an end mark of its own, as thumbnails do. */
const thumbnail = Buffer.from([0xff, 0xd8, 0, 0, 0xff, 0xd9]);

export function webp(width: number, height: number): Buffer {
  const uint24 = (value: number): Buffer => Buffer.from([value & 0xff, (value >> 8) & 0xff, value >> 16]);
  const content = Buffer.concat([
    Buffer.from('WEBPVP8X\n\0\0\0\0\0\0\0', 'latin1'),
    uint24(width - 1),
    uint24(height - 1),
    Buffer.alloc(8),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([Buffer.from('RIFF'), length, content]);
}

export function gif(width: number, height: number): Buffer {
  const size = Buffer.from([width & 0xff, width >> 8, height & 0xff, height >> 8]);
  return Buffer.concat([Buffer.from('GIF89a'), size, Buffer.from([0, 0, 0, 0x2c, 0, 0, 0x3b])]);
}

export function isoPicture(brand: string, width: number, height: number): Buffer {
  const box = (type: string, ...content: Buffer[]): Buffer => {
    const inner = Buffer.concat(content);
    return Buffer.concat([uint32(inner.length + 8), Buffer.from(type, 'latin1'), inner]);
  };
  const extent = box('ispe', uint32(0), uint32(width), uint32(height));
  return Buffer.concat([
    box('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}mif1`, 'latin1')),
    box('meta', uint32(0), box('iprp', box('ipco', extent))),
    box('mdat', Buffer.alloc(20)),
  ]);
}
