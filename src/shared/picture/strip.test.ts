import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examinePicture } from './examine.ts';
import { exif, secretWords, xmp } from './exif-rig.ts';
import { isPictureProblem, type PictureFacts } from './facts.ts';
import { colourProfile, gif, heif, jpeg, jpegScan, jpegSegment, png, pngChunk, webp } from './picture-rig.ts';
import { stripOrientation, stripPicture } from './strip.ts';

const facts = (bytes: Uint8Array): PictureFacts => {
  const found = examinePicture(bytes);
  if (isPictureProblem(found)) throw new Error(found.message);
  return found;
};

function expectClean(bytes: Uint8Array): void {
  const text = Buffer.from(bytes).toString('latin1');
  for (const word of secretWords) expect(text).not.toContain(word);
  expect(text).not.toContain('GPS');
  expect(facts(bytes).metadata).toEqual([]);
}

const withDetails: [string, Buffer][] = [
  ['JPEG', jpeg(640, 480, { withDetails: true })],
  ['PNG', png(640, 480, { withDetails: true })],
  ['WebP', webp(640, 480, { withDetails: true })],
  ['GIF', gif(640, 480, 2, { withDetails: true })],
  ['AVIF', heif('avif', 640, 480, { withDetails: true })],
  ['HEIC', heif('heic', 640, 480, { withDetails: true })],
];

describe('taking the details out', () => {
  it.each(withDetails)('%s: nothing is left of them, and the picture is the same', (_name, bytes) => {
    const before = facts(bytes);
    const original = Buffer.from(bytes);
    const clean = stripPicture(bytes);
    expect(bytes.equals(original)).toBe(true);
    expectClean(clean);
    expect(facts(clean)).toEqual({ ...before, sizeBytes: clean.length, metadata: [] });
    expect(stripPicture(clean)).toBe(clean);
  });

  it('a JPEG keeps its coded pixels, its profile and Adobe’s mark to the byte', () => {
    const clean = Buffer.from(stripPicture(jpeg(640, 480, { withDetails: true })));
    const kept = [jpegSegment(0xe2, colourProfile), jpegSegment(0xee, Buffer.from('Adobe\0d\0\0\0\0\u0001', 'latin1'))];
    expect(clean).toEqual(jpeg(640, 480, { segments: kept }));
    expect(clean.includes(jpegScan)).toBe(true);
  });

  it('a thumbnail in JFIF goes, its densities stay', () => {
    const jfif = (size: number, pixels: number): Buffer =>
      jpegSegment(
        0xe0,
        Buffer.from('JFIF\0\u0001\u0002\u0001\0\u0048\0\u0048', 'latin1'),
        Buffer.from([size, size]),
        Buffer.alloc(pixels),
      );
    const whole = jpeg(640, 480);
    const around = (segment: Buffer): Buffer => Buffer.concat([whole.subarray(0, 2), segment, whole.subarray(20)]);
    expect(Buffer.from(stripPicture(around(jfif(2, 12))))).toEqual(around(jfif(0, 0)));
  });

  it('a WebP says in its first chunk and in its length that they are gone', () => {
    const clean = Buffer.from(stripPicture(webp(640, 480, { withDetails: true })));
    expect(clean.readUInt32LE(4)).toBe(clean.length - 8);
    expect((clean[20] ?? 0) & 0x0c).toBe(0);
    expect((clean[20] ?? 0) & 0x20).toBe(0x20);
  });

  it('AVIF and HEIC are written over in place, so that nothing moves', () => {
    const bytes = heif('avif', 640, 480, { withDetails: true });
    const clean = stripPicture(bytes);
    expect(clean).toHaveLength(bytes.length);
    const changed = [...clean.keys()].filter((at) => clean[at] !== bytes[at]);
    expect(changed.length).toBeGreaterThan(200);
    const ofDetails = [bytes.indexOf(exif({ withDetails: true })), bytes.indexOf(xmp), bytes.indexOf('uuid')];
    expect(Math.min(...changed)).toBeGreaterThanOrEqual(Math.min(...ofDetails));
  });

  it('what is no whole picture is left alone', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('text'), jpeg(640, 480, { withDetails: true }).subarray(0, 300)])
      expect(stripPicture(bytes)).toBe(bytes);
  });
});

describe('the orientation', () => {
  const makers = [jpeg, png, webp];
  it('survives as the one thing that EXIF still says, and goes when it is asked to', () => {
    for (const make of makers) {
      for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
        const bytes = make(640, 480, { orientation, withDetails: true });
        const clean = stripPicture(bytes);
        expectClean(clean);
        expect(facts(clean)).toMatchObject({ orientation, widthPixels: facts(bytes).widthPixels });
        expect(stripPicture(clean)).toBe(clean);
        const bare = stripOrientation(bytes);
        expectClean(bare);
        expect(facts(bare)).toMatchObject({ orientation: 1, widthPixels: 640, heightPixels: 480 });
        expect(stripOrientation(clean)).toEqual(bare);
      }
    }
  });
});

describe('whatever is in it', () => {
  const word = secretWords[0];
  const application = fc
    .tuple(fc.integer({ min: 0xe1, max: 0xef }), fc.uint8Array({ maxLength: 40 }))
    .filter(([marker, content]) => marker !== 0xee && !(marker === 0xe2 && content[0] === 0x49))
    .map(([marker, content]) => jpegSegment(marker, Buffer.from(content), Buffer.from(word)));
  const comment = fc
    .uint8Array({ maxLength: 40 })
    .map((content) => jpegSegment(0xfe, Buffer.from(content), Buffer.from(word)));
  const table = fc.uint8Array({ maxLength: 80 }).map((content) => jpegSegment(0xdb, Buffer.from(content)));

  it('a JPEG keeps exactly the segments that are the picture', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(application, comment), { maxLength: 5 }),
        fc.array(table, { maxLength: 3 }),
        (details, tables) => {
          const mixed = [...details, ...tables].sort((one, other) => (one[4] ?? 0) - (other[4] ?? 0));
          const kept = mixed.filter((segment) => segment[1] === 0xdb);
          const clean = Buffer.from(stripPicture(jpeg(640, 480, { segments: mixed })));
          expect(clean).toEqual(jpeg(640, 480, { segments: kept }));
        },
      ),
    );
  });

  it('a PNG keeps exactly the chunks that are the picture', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
    const name = fc.array(fc.constantFrom(...letters), { minLength: 4, maxLength: 4 }).map((all) => all.join(''));
    const strange = fc
      .tuple(name, fc.uint8Array({ maxLength: 40 }))
      .map(([type, content]) => pngChunk(type, Buffer.from(content)));
    const shown = fc.constantFrom('gAMA', 'sRGB', 'cHRM').map((type) => pngChunk(type, Buffer.alloc(8)));
    fc.assert(
      fc.property(fc.array(strange, { maxLength: 5 }), fc.array(shown, { maxLength: 3 }), (details, kept) => {
        const clean = Buffer.from(stripPicture(png(640, 480, { chunks: [...details, ...kept] })));
        expect(clean).toEqual(png(640, 480, { chunks: kept }));
      }),
    );
  });

  it('a frame header that is cut short is no header, whatever bytes follow it', () => {
    const bytes = jpeg(640, 480, { withDetails: true });
    const frame = bytes.indexOf(Buffer.of(0xff, 0xc0));
    bytes.writeUInt16BE(2, frame + 2);
    expect(isPictureProblem(examinePicture(bytes))).toBe(true);
    expect(stripPicture(bytes)).toBe(bytes);
  });

  it('damage never makes it leave a detail in, nor fail', () => {
    // In AVIF and HEIC damage can put a detail where something else is; the store refuses what is not clean then.
    const starts = withDetails.slice(0, 4).map(([, bytes]) => bytes);
    const damage = fc.array(fc.tuple(fc.nat(900), fc.nat(255)), { maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...starts), damage, (start, places) => {
        const bytes = Buffer.from(start);
        for (const [at, value] of places) if (at < bytes.length) bytes[at] = value;
        const before = examinePicture(bytes);
        const after = examinePicture(stripPicture(bytes));
        if (isPictureProblem(before)) return;
        if (isPictureProblem(after)) throw new Error(after.message);
        expect(after.metadata).toEqual([]);
        expect([after.widthPixels, after.heightPixels]).toEqual([before.widthPixels, before.heightPixels]);
      }),
      { numRuns: 5000 },
    );
  });
});
