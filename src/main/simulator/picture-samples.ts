import { crc32, deflateSync } from 'node:zlib';

/** Small whole pictures of a given size, with what a strict server looks for. For tests. */

const latin1 = (text: string) => Buffer.from(text, 'latin1');

function chunk(type: string, content: Buffer): Buffer {
  const frame = Buffer.alloc(12 + content.length);
  frame.writeUInt32BE(content.length, 0);
  frame.write(type, 4, 'latin1');
  content.copy(frame, 8);
  frame.writeUInt32BE(crc32(frame.subarray(4, -4)), frame.length - 4);
  return frame;
}

/** @param extra chunks before the pixels, by type */
export function png(width: number, height: number, extra: Record<string, Buffer> = {}, bits = 8): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, 2], 8);
  const pixels = deflateSync(Buffer.alloc((1 + (width * 3 * bits) / 8) * height));
  return Buffer.concat([
    latin1('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', header),
    ...Object.entries(extra).map(([type, content]) => chunk(type, content)),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** @param extra segments before the frame */
export function jpeg(width: number, height: number, extra: readonly Buffer[] = [], channels = 3): Buffer {
  const frame = Buffer.alloc(6 + channels * 3, 0x11);
  frame[0] = 8;
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  frame[5] = channels;
  return Buffer.concat([
    latin1('\xff\xd8'),
    segment(0xe0, latin1('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    ...extra,
    segment(0xc0, frame),
    segment(0xda, Buffer.alloc(4 + channels * 2)),
    Buffer.alloc(40, 0x55),
    latin1('\xff\xd9'),
  ]);
}

/** A TIFF of one tag: how the picture is turned. */
export function exifOf(orientation: number): Buffer {
  return Buffer.concat([
    latin1('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0'),
    Buffer.from([orientation]),
    Buffer.alloc(6),
  ]);
}

/** @param extra chunks behind the pixels, by type */
export function webp(width: number, height: number, extra: Record<string, Buffer> = {}): Buffer {
  const riff = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  };
  const announced = Buffer.alloc(10);
  announced.writeUIntLE(width - 1, 4, 3);
  announced.writeUIntLE(height - 1, 7, 3);
  const pixels = riff('VP8 ', Buffer.alloc(20));
  const others = Object.entries(extra).map(([type, content]) => riff(type, content));
  return riff('RIFF', Buffer.concat([latin1('WEBP'), riff('VP8X', announced), pixels, ...others]));
}
