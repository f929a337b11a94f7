import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailureError } from '../../shared/failure.ts';
import { examinePicture } from '../../shared/picture/examine.ts';
import { secretWords } from '../../shared/picture/exif-rig.ts';
import { gif, heif, jpeg, jpegScan, png, webp } from '../../shared/picture/picture-rig.ts';
import { stripPicture } from '../../shared/picture/strip.ts';
import { pictureSchema } from '../../shared/request.ts';
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
      coding: { colour: 'rgb', bitsPerChannel: 8, hasAlpha: false, isAnimated: false },
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

  it('reads a stream, and stops at 100 MB instead of filling the memory', async () => {
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
    await expect(pictures.add(endless())).rejects.toThrow(/up to 100 MB/);
    expect(given).toBe(101);
    await expect(pictures.add(new Uint8Array(100_000_001))).rejects.toThrow(/up to 100 MB/);
    expect(stored()).toHaveLength(1);
  });

  it.each([
    ['JPEG', jpeg(640, 480, { withDetails: true })],
    ['PNG', png(640, 480, { withDetails: true })],
    ['WebP', webp(640, 480, { withDetails: true })],
    ['GIF', gif(640, 480, 1, { withDetails: true })],
    ['AVIF', heif('avif', 640, 480, { withDetails: true })],
    ['HEIC', heif('heic', 640, 480, { withDetails: true })],
  ])('keeps a %s without the details that it came with, and says which they were', async (_name, bytes) => {
    const picture = await pictures.add(bytes);
    expect(picture.removed).toEqual((examinePicture(bytes) as { metadata: string[] }).metadata);
    const onDisk = readFileSync((await pictures.path(picture.id))?.path ?? '');
    expect(hashOf(onDisk)).toBe(picture.id);
    expect(picture.sizeBytes).toBe(onDisk.length);
    for (const word of secretWords) expect(onDisk.includes(word)).toBe(false);
    // The same file again, and the file as it is kept, are the same picture.
    expect((await pictures.add(bytes)).id).toBe(picture.id);
    expect(await pictures.add(onDisk)).toEqual({ ...picture, removed: undefined });
    expect(stored()).toHaveLength(1);
    const { picture: read, bytes: sent } = await pictures.read(picture.id);
    expect(Buffer.from(sent).equals(onDisk)).toBe(true);
    expect({ ...read, removed: picture.removed }).toEqual(picture);
  });

  it('tells of a photo that lies on its side, which is kept as a source', async () => {
    const { id } = await pictures.add(jpeg(640, 480, { orientation: 6, withDetails: true }));
    const { picture, bytes } = await pictures.read(id);
    expect(picture).toMatchObject({ orientation: 6, widthPixels: 480, heightPixels: 640 });
    expect(Buffer.from(bytes).includes(jpegScan)).toBe(true);
  });

  it('reads what an older version kept with its details without them, the same way every time', async () => {
    const bytes = jpeg(640, 480, { withDetails: true });
    mkdirSync(join(folder, 'pictures'));
    writeFileSync(join(folder, 'pictures', `${hashOf(bytes)}.jpeg`), bytes);
    const [once, twice] = [await pictures.dataUrl(hashOf(bytes)), await pictures.dataUrl(hashOf(bytes))];
    expect(once).toBe(`data:image/jpeg;base64,${Buffer.from(stripPicture(bytes)).toString('base64')}`);
    expect(twice).toBe(once);
    expect((await pictures.read(hashOf(bytes))).picture).toMatchObject({ sizeBytes: stripPicture(bytes).length });
  });

  it('keeps nothing with details in it, however the file is damaged', async () => {
    const starts = [heif('avif', 9, 9, { withDetails: true }), jpeg(9, 9, { withDetails: true })];
    const damage = fc.array(fc.tuple(fc.nat(900), fc.nat(255)), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), damage, async (start, places) => {
        const bytes = Buffer.from(start);
        for (const [at, value] of places) if (at < bytes.length) bytes[at] = value;
        try {
          const { id } = await pictures.add(bytes);
          expect(examinePicture((await pictures.read(id)).bytes)).toMatchObject({ metadata: [] });
        } catch (error) {
          expect(error).toBeInstanceOf(FailureError);
        }
      }),
      { numRuns: 300 },
    );
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
