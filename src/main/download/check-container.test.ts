import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkContainer } from './check-container.ts';
import { clipBytes } from './clip-server-rig.ts';

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'conch-container-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function check(bytes: Uint8Array, type: 'video/mp4' | 'video/webm' = 'video/mp4') {
  const path = join(folder, 'clip');
  writeFileSync(path, bytes);
  return checkContainer(path, type);
}

describe('MP4', () => {
  it('measures a whole clip, also with padding behind it', async () => {
    const facts = { verdict: 'whole', widthPixels: 1366, heightPixels: 768, durationSeconds: 6 };
    expect(await check(clipBytes)).toEqual(facts);
    expect(await check(Buffer.concat([clipBytes, Buffer.alloc(100)]))).toEqual(facts);
  });

  it('notices a missing end at every place, which the index alone does not show', async () => {
    for (const share of [0.01, 0.2, 0.5, 0.9, 0.999]) {
      expect((await check(clipBytes.subarray(0, Math.floor(clipBytes.length * share)))).verdict, String(share)).toBe(
        'cut-off',
      );
    }
  });

  it('notices that there is less media than the index counts, although every box fits', async () => {
    const media = clipBytes.indexOf('mdat') - 4;
    const short = Buffer.from(clipBytes.subarray(0, media + 1000));
    short.writeUInt32BE(1000, media);
    expect((await check(short)).verdict).toBe('cut-off');
  });

  it('turns the measures of a clip that is shown turned', async () => {
    const turned = Buffer.from(clipBytes);
    const matrix = turned.indexOf('tkhd') + 4 + 40;
    turned.writeInt32BE(0, matrix);
    turned.writeInt32BE(65_536, matrix + 4);
    expect(await check(turned)).toMatchObject({ widthPixels: 768, heightPixels: 1366 });
  });

  it('calls a file without picture, index or media broken', async () => {
    const sound = Buffer.from(clipBytes);
    sound.write('soun', clipBytes.indexOf('vide'), 'latin1');
    const noIndex = Buffer.from(clipBytes);
    noIndex.write('free', clipBytes.indexOf('moov'), 'latin1');
    const noMedia = Buffer.from(clipBytes);
    noMedia.write('free', clipBytes.indexOf('mdat'), 'latin1');
    const noise = Buffer.concat([clipBytes.subarray(0, 32), Buffer.alloc(5000)]);
    for (const bytes of [sound, noIndex, noMedia, noise, clipBytes.subarray(0, 32)]) {
      expect(await check(bytes)).toEqual({ verdict: 'broken' });
    }
  });

  it('comes to an end on anything, quickly and without throwing', { timeout: 60_000 }, async () => {
    const index = clipBytes.indexOf('moov') - 4;
    const head = clipBytes.subarray(0, index + clipBytes.readUInt32BE(index) + 500);
    const values = fc.constantFrom(0, 1, 7, 8, 9, 0x7fffffff, 0x80000000, 0xffffffff);
    const damage = fc.array(fc.tuple(fc.nat(head.length - 4), values), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(damage, async (places) => {
        const bytes = Buffer.from(head);
        for (const [at, value] of places) bytes.writeUInt32BE(value, at);
        const start = performance.now();
        expect(['whole', 'cut-off', 'broken']).toContain((await check(bytes)).verdict);
        expect(performance.now() - start).toBeLessThan(1000);
      }),
      { numRuns: 500 },
    );
  });
});

describe('WebM', () => {
  const element = (id: number[], content: Uint8Array): Buffer => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(content.length) | (1n << 56n));
    return Buffer.concat([Buffer.from(id), length, content]);
  };
  const ticks = Buffer.alloc(8);
  ticks.writeDoubleBE(6000);
  const information = element(
    [0x15, 0x49, 0xa9, 0x66],
    Buffer.concat([element([0x2a, 0xd7, 0xb1], Buffer.from([0x0f, 0x42, 0x40])), element([0x44, 0x89], ticks)]),
  );
  const video = element(
    [0xe0],
    Buffer.concat([element([0xb0], Buffer.from([0x05, 0x56])), element([0xba], Buffer.from([0x03, 0x00]))]),
  );
  const tracks = element([0x16, 0x54, 0xae, 0x6b], element([0xae], video));
  const cluster = element([0x1f, 0x43, 0xb6, 0x75], Buffer.alloc(3000, 5));
  const header = element([0x1a, 0x45, 0xdf, 0xa3], Buffer.alloc(0));
  const whole = Buffer.concat([
    header,
    element([0x18, 0x53, 0x80, 0x67], Buffer.concat([information, tracks, cluster])),
  ]);

  it('measures a whole clip', async () => {
    expect(await check(whole, 'video/webm')).toEqual({
      verdict: 'whole',
      widthPixels: 1366,
      heightPixels: 768,
      durationSeconds: 6,
    });
  });

  it('notices a missing end, and a file without picture', async () => {
    expect(await check(whole.subarray(0, -1), 'video/webm')).toEqual({ verdict: 'cut-off' });
    const mute = Buffer.concat([header, element([0x18, 0x53, 0x80, 0x67], Buffer.concat([information, cluster]))]);
    expect(await check(mute, 'video/webm')).toEqual({ verdict: 'broken' });
    expect(await check(Buffer.alloc(100), 'video/webm')).toEqual({ verdict: 'broken' });
  });

  it('comes to an end on anything', { timeout: 60_000 }, async () => {
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(damage, async (places) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of places) bytes[at] = value;
        expect(['whole', 'cut-off', 'broken']).toContain((await check(bytes, 'video/webm')).verdict);
      }),
      { numRuns: 300 },
    );
  });
});
