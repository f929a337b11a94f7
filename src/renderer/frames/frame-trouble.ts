import { says, type Said, type Sentence } from '../../shared/sentence.ts';

/** Why a clip gives no frame or cannot be joined, in plain words that a person can act on. */
export class FrameTrouble extends Error {
  readonly words: Said;
  constructor(...sentences: Sentence[]) {
    const words = says(...sentences);
    super(words.message);
    this.name = 'FrameTrouble';
    this.words = words;
  }
}

const codecNames: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'HEVC (H.265)',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
};

export function codecName(codec: string): string {
  return codecNames[codec] ?? codec;
}
