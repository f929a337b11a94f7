import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bigJpeg, bigJpegOfBytes } from './big-jpeg.ts';

const folder = join(dirname(import.meta.dirname), 'fixtures', 'pictures');

/** Pictures as people have them, good and bad. How each was made stands in the README beside them. */
export const pictures = {
  /** Like a photograph: 1280 × 720, noisy, progressive JPEG, no details to take out. */
  photo: join(folder, 'photo-1280x720.jpg'),
  /** Stored 640 × 480, to be shown turned by a quarter (480 × 640), with the place and much else. */
  turned: join(folder, 'turned-gps-640x480.jpg'),
  /** Upright, with place, camera, dates and a thumbnail. */
  located: join(folder, 'upright-gps-640x480.jpg'),
  /** The colours of print. */
  cmyk: join(folder, 'cmyk-800x600.jpg'),
  /** 16 bits for each colour. */
  deep: join(folder, 'deep-640x480.png'),
  transparent: join(folder, 'transparent-800x600.png'),
  /** Three frames: four colours, then green, then blue. */
  animated: join(folder, 'animated-480x360.gif'),
  /** With EXIF and XMP. */
  webp: join(folder, 'details-800x600.webp'),
  avif: join(folder, 'details-640x480.avif'),
  heic: join(folder, 'phone-640x480.heic'),
  /** Below the least size of every provider. */
  small: join(folder, 'small-200x200.png'),
  /** 4:1 and 5:1, wider than any provider takes. */
  wide: join(folder, 'wide-1600x400.jpg'),
  wider: join(folder, 'wide-3000x600.jpg'),
  /** One pixel wide: nothing makes a first frame of it. */
  thread: join(folder, 'tall-1x5000.png'),
  /** The first 30,000 bytes of a photograph. */
  cut: join(folder, 'cut-1280x720.jpg'),
  /** A text file that was renamed. */
  text: join(folder, 'text-named.jpg'),
  /** No bytes at all. */
  empty: join(folder, 'empty.jpg'),
  /** 65 bytes whose header claims 25,000 × 20,000 pixels. */
  bomb: join(folder, 'claims-500-megapixels.png'),
} as const;

/** A grainy grey JPEG within 20 kB of that size. */
export async function writeLargePicture(path: string, sizeBytes: number): Promise<void> {
  await writeFile(path, bigJpegOfBytes(sizeBytes));
}

/** 12,000 × 9,000: the 108 megapixels of a telephone, in a small file. */
export async function writeHugePicture(path: string): Promise<void> {
  await writeFile(path, bigJpeg({ widthPixels: 12_000, heightPixels: 9000, coefficients: 2 }));
}
