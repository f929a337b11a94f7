import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailureError } from '../../shared/failure.ts';
import { pictureSchema } from '../../shared/request.ts';
import { inspectPicture } from './inspect-picture.ts';
import { gif, isoPicture, jpeg, png, webp } from './picture-rig.ts';
import { createPictureStore, type PictureStore } from './picture-store.ts';

let folder = '';
let pictures: PictureStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-pictures-'));
  pictures = createPictureStore(join(folder, 'pictures'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const stored = (): string[] => {
  try {
    return readdirSync(join(folder, 'pictures'));
  } catch {
    return [];
  }
};

describe('what a picture is', () => {
  it.each([
    ['image/png', png(640, 480)],
    ['image/jpeg', jpeg(640, 480)],
    ['image/webp', webp(640, 480)],
    ['image/gif', gif(640, 480)],
    ['image/avif', isoPicture('avif', 640, 480)],
  ])('%s is known by its content', (type, bytes) => {
    expect(inspectPicture(bytes)).toEqual({ type, widthPixels: 640, heightPixels: 480 });
  });

  it('measures a photo as it is shown', () => {
    for (const orientation of [1, 2, 3, 4])
      expect(inspectPicture(jpeg(400, 300, orientation))).toMatchObject({ widthPixels: 400, heightPixels: 300 });
    for (const orientation of [5, 6, 7, 8])
      expect(inspectPicture(jpeg(400, 300, orientation))).toMatchObject({ widthPixels: 300, heightPixels: 400 });
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', Buffer.alloc(0), /empty/],
    ['a text', Buffer.from('this is not a picture, its name ends in .jpg'), /not a picture/],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), /SVG/],
    ['a BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60, 1)]), /BMP/],
    ['a HEIC photo', isoPicture('heic', 400, 300), /HEIC/],
    ['a movie', Buffer.from('\0\0\0\u0018ftypisom\0\0\0\0isommp41', 'latin1'), /not a picture/],
    ['a header alone', png(640, 480).subarray(0, 20), /cut off/],
    ['half a PNG', png(640, 480).subarray(0, 60), /cut off/],
    ['half a JPEG', jpeg(640, 480).subarray(0, -30), /cut off/],
    ['half a JPEG with a whole thumbnail', jpeg(640, 480, 6).subarray(0, -30), /cut off/],
    ['the first bytes of a JPEG', jpeg(640, 480).subarray(0, 12), /cut off/],
    ['half a WebP', webp(640, 480).subarray(0, 32), /cut off/],
    ['no pixels', png(0, 480), /cut off/],
    ['too many pixels', png(20_000, 5_001), /100 megapixels/],
  ])('%s is refused with a sentence that says why', (_name, bytes, why) => {
    expect(() => inspectPicture(bytes)).toThrow(why);
  });

  it('any bytes give facts or a failure, never another error', () => {
    const starts = [png(9, 9), jpeg(9, 9, 6), webp(9, 9), gif(9, 9), isoPicture('avif', 9, 9)];
    const damage = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...starts), damage, fc.nat(300), (start, places, length) => {
        const bytes = Buffer.from(start.subarray(0, length));
        for (const [at, value] of places) if (at < bytes.length) bytes[at] = value;
        try {
          const { widthPixels, heightPixels } = inspectPicture(bytes);
          expect(widthPixels * heightPixels).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(FailureError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the store', () => {
  it('keeps a picture under its hash, once, for this account alone, and gives it back', async () => {
    const bytes = jpeg(640, 480);
    const picture = await pictures.add(bytes, 'C:\\Photos\\Hafen im\u0007 Licht.jpg');
    expect(pictureSchema.parse(picture)).toEqual({
      id: hashOf(bytes),
      type: 'image/jpeg',
      sizeBytes: bytes.length,
      widthPixels: 640,
      heightPixels: 480,
      name: 'Hafen im Licht.jpg',
    });
    await pictures.add(bytes, 'other name.png');
    expect(stored()).toEqual([`${picture.id}.jpeg`]);
    const found = await pictures.path(picture.id);
    expect(found).toEqual({ path: join(folder, 'pictures', `${picture.id}.jpeg`), type: 'image/jpeg' });
    if (process.platform !== 'win32') expect(statSync(found?.path ?? '').mode & 0o777).toBe(0o600);
    expect(Buffer.from((await pictures.read(picture.id)).bytes).equals(bytes)).toBe(true);
    expect(await pictures.dataUrl(picture.id)).toBe(`data:image/jpeg;base64,${bytes.toString('base64')}`);
  });

  it('reads a stream, and stops at 64 MB instead of filling the memory', async () => {
    const bytes = png(640, 480);
    const pieces = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await pictures.add(pieces)).toMatchObject({ type: 'image/png', sizeBytes: bytes.length });
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 1;
        yield new Uint8Array(1_000_000);
      }
    }
    await expect(pictures.add(endless())).rejects.toThrow(/larger than 64 MB/);
    expect(given).toBe(65);
    await expect(pictures.add(new Uint8Array(64_000_001))).rejects.toThrow(/larger than 64 MB/);
    expect(stored()).toHaveLength(1);
  });

  it('stores nothing that it refuses', async () => {
    await expect(pictures.add(Buffer.from('text'), 'photo.jpg')).rejects.toMatchObject({
      failure: { kind: 'invalid-image' },
    });
    expect(stored()).toEqual([]);
  });

  it('gives nothing for what is not an id, and a failure for what is gone or damaged', async () => {
    for (const id of ['../../etc/passwd', '', 'A'.repeat(64), 'a'.repeat(63)])
      expect(await pictures.path(id)).toBeUndefined();
    await expect(pictures.read('a'.repeat(64))).rejects.toThrow(/no longer in the library/);
    const { id } = await pictures.add(png(640, 480));
    const path = (await pictures.path(id))?.path ?? '';
    const bytes = readFileSync(path);
    bytes[30] = 99;
    writeFileSync(path, bytes);
    await expect(pictures.dataUrl(id)).rejects.toThrow(/damaged/);
  });

  it('says when the disk refuses', async () => {
    writeFileSync(join(folder, 'pictures'), 'a file in place of the folder');
    await expect(pictures.add(png(640, 480))).rejects.toMatchObject({ failure: { kind: 'disk' } });
  });
});
