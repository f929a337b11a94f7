import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';

/**
 * Writes an 8-bit RGB PNG. `slope`: colours that run across the picture, so that two crops never have the same bytes;
 * small as a file. `noise`: nothing can make it smaller, so its file has about three bytes a pixel.
 */
export async function writePng(
  path: string,
  widthPixels: number,
  heightPixels: number,
  content: 'slope' | 'noise' = 'slope',
): Promise<void> {
  const row = widthPixels * 3 + 1;
  const raw = content === 'noise' ? randomBytes(row * heightPixels) : Buffer.alloc(row * heightPixels);
  for (let y = 0; y < heightPixels; y += 1) {
    // Each row begins with its filter: none.
    raw[y * row] = 0;
    if (content === 'noise') continue;
    for (let x = 0; x < widthPixels; x += 1) {
      raw[y * row + 1 + x * 3] = (x * 255) / widthPixels;
      raw[y * row + 2 + x * 3] = (y * 255) / heightPixels;
      raw[y * row + 3 + x * 3] = 96;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(widthPixels, 0);
  head.writeUInt32BE(heightPixels, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(raw, { level: content === 'noise' ? 0 : 6 });
  await writeFile(
    path,
    Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]),
  );
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
