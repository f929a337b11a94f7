import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dice } from './seeded-dice.ts';

/**
 * Puts one small clip for each provider into a folder: whole MP4 files whose pictures are noise, each its own.
 *
 * @returns the SHA-256 of each provider's clip, in hex
 */
export async function writeSmallClips(
  folder: string,
  providerIds: readonly string[],
  { dice, sizeBytes }: { dice: Dice; sizeBytes: number },
): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const id of providerIds) {
    const bytes = noiseClip(dice, sizeBytes);
    await writeFile(join(folder, `${id}-6s-768P.mp4`), bytes);
    hashes.set(id, createHash('sha256').update(bytes).digest('hex'));
  }
  return hashes;
}

/** As few boxes as make an MP4 of one track of pictures (ISO/IEC 14496-12); its index counts the bytes of the media. */
function noiseClip(dice: Dice, sizeBytes: number): Buffer {
  const noise = Buffer.from(Uint8Array.from({ length: sizeBytes }, () => dice.between(0, 255)));
  const movieHeader = box('mvhd', words(0, 0, 0, 1000, 6000));
  const handler = box('hdlr', words(0, 0), Buffer.from('vide'), Buffer.alloc(13));
  const sampleSizes = box('stsz', words(0, sizeBytes, 1));
  const media = box('mdia', handler, box('minf', box('stbl', sampleSizes)));
  return Buffer.concat([
    box('ftyp', Buffer.from('isom'), words(0)),
    box('moov', movieHeader, box('trak', media)),
    box('mdat', noise),
  ]);
}

function box(type: string, ...content: Buffer[]): Buffer {
  const inside = Buffer.concat(content);
  return Buffer.concat([words(inside.length + 8), Buffer.from(type), inside]);
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}
