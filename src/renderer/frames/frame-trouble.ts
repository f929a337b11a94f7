/** Why a clip gives no frame or cannot be joined, in plain words that a person can act on. */
export class FrameTrouble extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FrameTrouble';
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

export function codecName(codec: string | null): string {
  return codec === null ? 'an unknown kind of' : (codecNames[codec] ?? codec);
}
