import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench } from './bench.ts';
import type { Bench } from './bench.ts';
import { exifOf, jpeg, png, segment, webp } from './picture-samples.ts';
import type { ProviderName } from './vendor.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

function submit(provider: ProviderName, value: string) {
  const field = provider === 'novita' ? 'image' : 'first_frame_image';
  const path = provider === 'pixazo' ? '/minimax-hailuo-ai/v1/imageToVideo' : undefined;
  return bench.submit(provider, { [field]: value }, path);
}

function dataUrl(bytes: Buffer, type: string): string {
  return `data:image/${type};base64,${bytes.toString('base64')}`;
}

const takers = ['pixazo', 'aimlapi', 'novita'] as const;

describe('a picture that fits', () => {
  it.each(takers)('%s takes a JPEG and a PNG, and the ledger proves which', async (provider) => {
    for (const [bytes, type] of [
      [jpeg(640, 480), 'jpeg'],
      [png(301, 400), 'png'],
    ] as const) {
      expect((await submit(provider, dataUrl(bytes, type))).status).toBeLessThan(300);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const seen = bench.simulator.ledger.billed().at(-1);
      expect(seen?.picture).toMatchObject({ kind: 'data', sha256, sizeBytes: bytes.length, type: `image/${type}` });
      expect(JSON.stringify(seen?.body).length).toBeLessThan(400);
    }
  });

  it('WebP goes to Pixazo and Novita, not to AI/ML API', async () => {
    const value = dataUrl(webp(400, 400), 'webp');
    expect((await submit('pixazo', value)).status).toBe(202);
    expect((await submit('novita', value)).status).toBe(200);
    expect((await submit('aimlapi', value)).status).toBe(400);
  });

  it('2:5 and 5:2 are the limits: inside for Pixazo, outside for AI/ML API', async () => {
    for (const bytes of [png(1000, 400), png(400, 1000)]) {
      expect((await submit('pixazo', dataUrl(bytes, 'png'))).status).toBe(202);
      expect((await submit('aimlapi', dataUrl(bytes, 'png'))).status).toBe(400);
    }
  });
});

describe('what a picture carries besides itself', () => {
  const note = Buffer.from('made at home');
  it.each<[string, Buffer, string, string[]]>([
    ['nothing', jpeg(640, 480), 'jpeg', []],
    [
      'EXIF, XMP, a comment, more',
      jpeg(640, 480, [
        segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifOf(1)])),
        segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0')),
        segment(0xed, note),
        segment(0xfe, note),
      ]),
      'jpeg',
      ['exif', 'xmp', 'app13', 'comment'],
    ],
    ['a colour profile', jpeg(640, 480, [segment(0xe2, Buffer.from('ICC_PROFILE\0\u0001\u0001'))]), 'jpeg', []],
    ['bytes behind the end', Buffer.concat([jpeg(640, 480), note]), 'jpeg', ['trailing']],
    [
      'texts in a PNG',
      png(400, 400, { gAMA: Buffer.alloc(4), tEXt: note, tIME: Buffer.alloc(7) }),
      'png',
      ['tEXt', 'tIME'],
    ],
    ['EXIF and XMP in a WebP', webp(400, 400, { EXIF: exifOf(1), 'XMP ': note }), 'webp', ['exif', 'xmp']],
  ])('%s is in the ledger', async (_words, bytes, type, metadata) => {
    expect((await submit('pixazo', dataUrl(bytes, type))).status).toBe(202);
    expect(bench.simulator.ledger.pictures().at(-1)).toMatchObject({ provider: 'pixazo', metadata });
    const answer = await fetch(`${bench.simulator.control}/pictures`);
    expect(await answer.json()).toEqual(bench.simulator.ledger.pictures());
  });
});

describe('a picture that does not', () => {
  const big = Buffer.concat([jpeg(640, 480), Buffer.alloc(20_000_001)]);
  const damaged = Buffer.from(png(400, 400));
  damaged[60] = (damaged[60] ?? 0) ^ 0xff;
  const exif = (orientation: number) => segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifOf(orientation)]));
  const cases: [string, () => string, string][] = [
    ['200×200', () => dataUrl(png(200, 200), 'png'), 'INVALID_IMAGE_SIZE'],
    ['300 on the short side', () => dataUrl(png(300, 400), 'png'), 'INVALID_IMAGE_SIZE'],
    ['too wide', () => dataUrl(png(1003, 400), 'png'), 'INVALID_IMAGE_SIZE'],
    ['over 20 MB', () => dataUrl(big, 'jpeg'), 'IMAGE_FILE_EXCEEDS_MAX_SIZE'],
    ['a text file', () => dataUrl(Buffer.from('not a picture'), 'jpeg'), 'INVALID_IMAGE_FORMAT'],
    ['a PNG called JPEG', () => dataUrl(png(400, 400), 'jpeg'), 'INVALID_IMAGE_FORMAT'],
    ['a PNG cut short', () => dataUrl(png(400, 400).subarray(0, 40), 'png'), 'INVALID_IMAGE_FORMAT'],
    ['a GIF', () => dataUrl(Buffer.from('GIF89a\x90\x01\x90\x01', 'latin1'), 'gif'), 'INVALID_IMAGE_FORMAT'],
    ['a JPEG cut short', () => dataUrl(jpeg(640, 480).subarray(0, -20), 'jpeg'), 'INVALID_IMAGE_FORMAT'],
    ['a WebP cut short', () => dataUrl(webp(640, 480).subarray(0, -20), 'webp'), 'INVALID_IMAGE_FORMAT'],
    ['a PNG with a wrong checksum', () => dataUrl(damaged, 'png'), 'INVALID_IMAGE_FORMAT'],
    ['CMYK', () => dataUrl(jpeg(640, 480, [], 4), 'jpeg'), 'INVALID_IMAGE_FORMAT'],
    ['16 bits', () => dataUrl(png(400, 400, {}, 16), 'png'), 'INVALID_IMAGE_FORMAT'],
    ['an animated PNG', () => dataUrl(png(400, 400, { acTL: Buffer.alloc(8) }), 'png'), 'INVALID_IMAGE_FORMAT'],
    ['an animated WebP', () => dataUrl(webp(400, 400, { ANIM: Buffer.alloc(6) }), 'webp'), 'INVALID_IMAGE_FORMAT'],
    ['a JPEG on its side', () => dataUrl(jpeg(640, 480, [exif(6)]), 'jpeg'), 'INVALID_IMAGE_FORMAT'],
    ['a PNG on its side', () => dataUrl(png(400, 400, { eXIf: exifOf(8) }), 'png'), 'INVALID_IMAGE_FORMAT'],
    ['a WebP on its side', () => dataUrl(webp(400, 400, { EXIF: exifOf(3) }), 'webp'), 'INVALID_IMAGE_FORMAT'],
    ['bare base64', () => png(400, 400).toString('base64'), 'INVALID_REQUEST_BODY'],
    ['an empty data URL', () => 'data:image/png;base64,', 'INVALID_IMAGE_FORMAT'],
    ['a plain http address', () => 'http://images.example.com/a.png', 'INVALID_REQUEST_BODY'],
    ['localhost', () => 'https://localhost/a.png', 'INVALID_REQUEST_BODY'],
    ['a private address', () => 'https://10.0.0.8/a.png', 'INVALID_REQUEST_BODY'],
    ['a name without a dot', () => 'https://nas/a.png', 'INVALID_REQUEST_BODY'],
  ];
  it.each(cases)('%s', async (_words, make, reason) => {
    const value = make();
    const answer = await submit('novita', value);
    expect([answer.status, answer.json['reason']]).toEqual([400, reason]);
    expect((await submit('pixazo', value)).status).toBe(400);
    expect((await submit('aimlapi', value)).status).toBe(400);
    expect(
      bench.simulator.ledger
        .entries()
        .slice(-3)
        .every((one) => !one.billed),
    ).toBe(true);
  });
});
