import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const folder = join(dirname(import.meta.dirname), 'fixtures', 'pictures');

/** Pictures as people have them, good and bad. Made by us. */
export const pictures = {
  /** Like a photograph: 1280 × 720, noisy, progressive JPEG. */
  photo: join(folder, 'photo-1280x720.jpg'),
  /** Below the least size of every provider. */
  small: join(folder, 'small-200x200.png'),
  /** 4:1, wider than any provider takes. */
  wide: join(folder, 'wide-1600x400.jpg'),
  /** A text file that was renamed. */
  text: join(folder, 'text-named.jpg'),
  /** No bytes at all. */
  empty: join(folder, 'empty.jpg'),
} as const;

/** A JPEG of `sizeBytes`: the photograph, filled up with comment segments behind its start marker, so it stays whole. */
export async function writeLargePicture(path: string, sizeBytes: number): Promise<void> {
  const photo = await readFile(pictures.photo);
  const segments: Buffer[] = [];
  // A comment segment is FF FE and a 16-bit length that counts itself, so it holds at most 65,533 bytes.
  for (let missing = sizeBytes - photo.length; missing > 4;) {
    const payload = Math.min(65_533, missing - 4);
    const head = Buffer.from([0xff, 0xfe, (payload + 2) >> 8, (payload + 2) & 0xff]);
    segments.push(head, Buffer.alloc(payload, 0x20));
    missing -= payload + 4;
  }
  await writeFile(path, Buffer.concat([photo.subarray(0, 2), ...segments, photo.subarray(2)]));
}
