import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examinePicture } from './examine.ts';
import { exif } from './exif-rig.ts';
import { isPictureProblem, type PictureFacts, type PictureProblem } from './facts.ts';
import { gif, heif, jpeg, jpegSegment, png, pngChunk, riffChunk, webp } from './picture-rig.ts';

const plain: [string, Uint8Array][] = [
  ['image/png', png(640, 480)],
  ['image/jpeg', jpeg(640, 480)],
  ['image/webp', webp(640, 480)],
  ['image/gif', gif(640, 480)],
  ['image/avif', heif('avif', 640, 480)],
  ['image/heic', heif('heic', 640, 480)],
];

const facts = (bytes: Uint8Array): PictureFacts => {
  const found = examinePicture(bytes);
  if (isPictureProblem(found)) throw new Error(found.message);
  return found;
};
const problem = (bytes: Uint8Array): PictureProblem => {
  const found = examinePicture(bytes);
  if (!isPictureProblem(found)) throw new Error('This was expected to be refused.');
  return found;
};

describe('what a picture is', () => {
  it.each(plain)('%s is known by its content', (type, bytes) => {
    expect(facts(bytes)).toMatchObject({
      type,
      sizeBytes: bytes.length,
      widthPixels: 640,
      heightPixels: 480,
      orientation: 1,
      bitsPerChannel: 8,
      isAnimated: false,
      metadata: [],
    });
  });

  it.each([
    ['JPEG', jpeg],
    ['PNG', png],
    ['WebP', webp],
  ])('%s is measured as it is shown', (_name, make) => {
    for (const orientation of [1, 2, 3, 4])
      expect(facts(make(400, 300, { orientation }))).toMatchObject({
        orientation,
        widthPixels: 400,
        heightPixels: 300,
      });
    for (const orientation of [5, 6, 7, 8]) {
      expect(facts(make(400, 300, { orientation }))).toMatchObject({
        orientation,
        widthPixels: 300,
        heightPixels: 400,
        storedWidthPixels: 400,
        storedHeightPixels: 300,
      });
    }
    expect(facts(make(400, 300, { orientation: 77 })).orientation).toBe(1);
  });

  it('AVIF and HEIC are turned by their coding, not by EXIF', () => {
    for (const [quarterTurns, width] of [
      [0, 400],
      [1, 300],
      [2, 400],
      [3, 300],
    ] as const) {
      const found = facts(heif('avif', 400, 300, { quarterTurns, orientation: 6, withDetails: true }));
      expect(found).toMatchObject({ widthPixels: width, orientation: 1 });
    }
  });

  it.each<[string, Uint8Array, Partial<PictureFacts>]>([
    ['CMYK', jpeg(640, 480, { components: 4 }), { colour: 'cmyk' }],
    ['a grey JPEG', jpeg(640, 480, { components: 1 }), { colour: 'grey' }],
    ['16 bits', png(640, 480, { bits: 16 }), { bitsPerChannel: 16 }],
    ['10 bits', heif('avif', 640, 480, { bits: 10 }), { bitsPerChannel: 10 }],
    ['an alpha channel', png(640, 480, { colourType: 6 }), { hasAlpha: true }],
    [
      'a palette with a see-through colour',
      png(640, 480, { colourType: 3, chunks: [pngChunk('tRNS', Buffer.from([0]))] }),
      { colour: 'palette', hasAlpha: true },
    ],
    ['an animated GIF', gif(640, 480, 3), { isAnimated: true }],
    ['an animated WebP', webp(640, 480, { isAnimated: true }), { isAnimated: true }],
    ['an animated PNG', png(640, 480, { chunks: [pngChunk('acTL', Buffer.alloc(8))] }), { isAnimated: true }],
  ])('%s is told', (_name, bytes, expected) => {
    expect(facts(bytes)).toMatchObject(expected);
  });

  it('lossless WebP tells its size and its transparency', () => {
    const content = Buffer.concat([
      Buffer.from('WEBP'),
      riffChunk('VP8L', Buffer.from([0x2f, 0x7f, 0xc2, 0x77, 0x10, 0])),
    ]);
    expect(facts(riffChunk('RIFF', content))).toMatchObject({ widthPixels: 640, heightPixels: 480, hasAlpha: true });
  });
});

describe('what it carries', () => {
  const everything = ['location', 'camera', 'time', 'text', 'thumbnail'];
  it.each<[string, Uint8Array, string[]]>([
    ['JPEG', jpeg(640, 480, { withDetails: true }), [...everything, 'appended', 'other']],
    ['PNG', png(640, 480, { withDetails: true }), [...everything, 'appended', 'other']],
    ['WebP', webp(640, 480, { withDetails: true }), [...everything, 'appended', 'other']],
    ['GIF', gif(640, 480, 1, { withDetails: true }), ['text', 'appended', 'other']],
    ['AVIF', heif('avif', 640, 480, { withDetails: true }), [...everything, 'other']],
    ['HEIC', heif('heic', 640, 480, { withDetails: true }), [...everything, 'other']],
    [
      'a colour profile',
      jpeg(640, 480, { segments: [jpegSegment(0xe2, Buffer.from('ICC_PROFILE\0\u0001\u0001'))] }),
      [],
    ],
    [
      'a thumbnail in JFIF',
      jpeg(640, 480, { segments: [jpegSegment(0xe0, Buffer.from('JFXX\0\u0010'))] }),
      ['thumbnail'],
    ],
    ['EXIF of another byte order', jpegWith(exif({ withDetails: true, littleEndian: true })), everything],
    ['EXIF that is no EXIF', jpegWith(Buffer.from('nonsense')), ['other']],
    ['EXIF that says nothing but upright', jpegWith(exif({ orientation: 1 })), ['other']],
  ])('%s', (_name, bytes, kinds) => {
    expect(facts(bytes).metadata).toEqual(kinds);
  });

  function jpegWith(tiff: Buffer): Buffer {
    return jpeg(640, 480, { segments: [jpegSegment(0xe1, Buffer.from('Exif\0\0'), tiff)] });
  }
});

describe('what is refused', () => {
  it.each<[string, Uint8Array, PictureProblem['problem'], RegExp]>([
    ['nothing', Buffer.alloc(0), 'empty', /empty/],
    ['a text', Buffer.from('this is not a picture, its name ends in .jpg'), 'not-a-picture', /not a picture/],
    ['an SVG', Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'), 'other-type', /SVG/],
    ['a PDF', Buffer.from('%PDF-1.7'), 'other-type', /PDF/],
    ['a BMP', Buffer.concat([Buffer.from('BM\u0001\u0001\0\0\0\0\0\0'), Buffer.alloc(60, 1)]), 'other-type', /BMP/],
    ['a TIFF', Buffer.from('II*\0\u0008\0\0\0'), 'other-type', /TIFF/],
    ['a movie', Buffer.from('\0\0\0\u0018ftypisom\0\0\0\0isommp41', 'latin1'), 'other-type', /a video/],
    ['a WebM', Buffer.from('\u001aE\u00df\u00a3....', 'latin1'), 'other-type', /a video/],
    ['a web page', Buffer.from('<!DOCTYPE html><title>Not found</title>'), 'other-type', /web page/],
    ['no pixels', png(0, 480), 'damaged', /cut off/],
    ['too many pixels', png(20_000, 6_001), 'too-many-pixels', /120 megapixels/],
    ['a side too long', png(32_768, 10), 'too-many-pixels', /32767/],
    ['more bytes than are opened', new Uint8Array(100_000_001), 'too-many-bytes', /101 MB/],
  ])('%s, with a sentence that says why', (_name, bytes, kind, why) => {
    expect(problem(bytes)).toMatchObject({ problem: kind, message: expect.stringMatching(why) });
  });

  it('500 megapixels are refused from the header alone', () => {
    expect(problem(png(25_000, 20_000).subarray(0, 33))).toMatchObject({
      problem: 'too-many-pixels',
      message: expect.stringContaining('500 megapixels'),
    });
    expect(facts(png(12_000, 9_000))).toMatchObject({ widthPixels: 12_000 });
  });

  it.each(plain)('%s that is cut anywhere is damaged', (type, bytes) => {
    // What is behind the type is cut; a WebP and a GIF that lack their last byte lack their end as well.
    for (let length = 24; length < bytes.length; length += 1)
      expect(problem(bytes.subarray(0, length)).problem, `${type} of ${length} bytes`).toBe('damaged');
  });

  it('a PNG with a wrong checksum in what is shown is damaged, elsewhere it is not', () => {
    const bytes = png(640, 480, { withDetails: true });
    const broken = (type: string): Uint8Array => {
      const copy = Buffer.from(bytes);
      const at = copy.indexOf(type, 0, 'latin1') + 5;
      copy[at] = (copy[at] ?? 0) ^ 0xff;
      return copy;
    };
    expect(problem(broken('IDAT')).problem).toBe('damaged');
    expect(problem(broken('iCCP')).problem).toBe('damaged');
    expect(facts(broken('tEXt')).metadata).toContain('text');
  });

  it('a thumbnail with an end of its own is not taken for the end of the picture', () => {
    const bytes = jpeg(640, 480, { orientation: 6, withDetails: true });
    const cut = bytes.subarray(0, bytes.lastIndexOf(Buffer.from([0xff, 0xd9])));
    expect(problem(cut).problem).toBe('damaged');
  });

  it.each<[string, () => Uint8Array]>([
    [
      'a JPEG of nothing but empty segments',
      () => filled(jpeg(640, 480).subarray(0, 20), Buffer.from([0xff, 0xfe, 0, 2])),
    ],
    [
      'a PNG of nothing but empty chunks',
      () => filled(png(640, 480).subarray(0, 33), pngChunk('aaaa', Buffer.alloc(0))),
    ],
    [
      'a WebP of nothing but empty chunks',
      () => filled(announcing(webp(640, 480)), riffChunk('AAAA', Buffer.alloc(0))),
    ],
    ['a GIF of nothing but comments', () => filled(gif(640, 480).subarray(0, 19), Buffer.from([0x21, 0xfe, 0]))],
    ['an AVIF of nothing but boxes', () => filled(heif('avif', 640, 480), Buffer.from('\0\0\0\u0008skip'))],
    ['an AVIF whose item lies in countless places', () => countless(heif('avif', 640, 480))],
  ])('%s is read at once and without filling the memory', (_name, make) => {
    const bytes = make();
    const before = process.memoryUsage().heapUsed;
    const startedAt = performance.now();
    examinePicture(bytes);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(150_000_000);
  });

  function filled(start: Uint8Array, part: Buffer): Buffer {
    const whole = Buffer.alloc(60_000_000);
    whole.fill(part, start.length);
    whole.set(start);
    return whole;
  }

  function announcing(start: Buffer): Buffer {
    start.writeUInt32LE(59_999_992, 4);
    return start;
  }

  /** `iloc` can claim 65,535 places of no bytes for each of 65,535 items, in six bytes an item. */
  function countless(start: Buffer): Buffer {
    const at = start.indexOf('iloc') - 4;
    const items = Buffer.alloc(65_535 * 6);
    for (let item = 0; item < 65_535; item += 1) items.writeUInt16BE(0xffff, item * 6 + 4);
    const places = Buffer.concat([Buffer.from('\0\0\0\0iloc\0\0\0\0\0\0\u00ff\u00ff', 'latin1'), items]);
    places.writeUInt32BE(places.length);
    const formerly = start.readUInt32BE(at);
    const meta = start.indexOf('meta') - 4;
    start.writeUInt32BE(start.readUInt32BE(meta) + places.length - formerly, meta);
    return Buffer.concat([start.subarray(0, at), places, start.subarray(at + formerly)]);
  }

  it('any bytes give facts or a problem, never an error', () => {
    const starts = plain
      .map(([, bytes]) => bytes)
      .concat(
        png(9, 9, { withDetails: true }),
        jpeg(9, 9, { withDetails: true }),
        webp(9, 9, { withDetails: true }),
        heif('avif', 9, 9, { withDetails: true }),
      );
    const damage = fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...starts), damage, fc.nat(900), (start, places, length) => {
        const bytes = Buffer.from(start.subarray(0, length));
        for (const [at, value] of places) if (at < bytes.length) bytes[at] = value;
        const found = examinePicture(bytes);
        if (isPictureProblem(found)) expect(found.message).toMatch(/\.$/);
        else expect(found.widthPixels * found.heightPixels).toBeGreaterThan(0);
      }),
      { numRuns: 5000 },
    );
  });
});
