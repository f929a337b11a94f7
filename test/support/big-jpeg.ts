/**
 * Large JPEGs that every decoder opens, made in a moment: a row of blocks is coded once and repeated, which restart
 * markers allow (ITU-T T.81, E.1.4). Grey and grainy.
 */
export interface BigJpegOptions {
  /** Multiples of 8. */
  widthPixels: number;
  heightPixels: number;
  /** Grain of each block of 8 × 8, 0 to 63; more makes a larger file. */
  coefficients: number;
}

export function bigJpeg({ widthPixels, heightPixels, coefficients }: BigJpegOptions): Buffer {
  const row = codedRow(widthPixels / 8, coefficients);
  const rows: Buffer[] = [];
  for (let index = 0; index < heightPixels / 8; index += 1) {
    if (index > 0) rows.push(Buffer.from([0xff, 0xd0 + ((index - 1) % 8)]));
    rows.push(row);
  }
  return Buffer.concat([...headers(widthPixels, heightPixels), ...rows, Buffer.from([0xff, 0xd9])]);
}

/** As many rows as come next to that size; within half a row of it. */
export function bigJpegOfBytes(sizeBytes: number): Buffer {
  const widthPixels = 5120;
  const rowBytes = codedRow(widthPixels / 8, 63).length + 2;
  const heightPixels = Math.round(sizeBytes / rowBytes) * 8;
  return bigJpeg({ widthPixels, heightPixels, coefficients: 63 });
}

/** Category of a block's change of brightness, and of one grain: three bits each. */
const size = 3;

function headers(widthPixels: number, heightPixels: number): Buffer[] {
  const uint16 = (value: number): number[] => [value >> 8, value & 0xff];
  const segment = (marker: number, bytes: number[]): Buffer =>
    Buffer.from([0xff, marker, ...uint16(bytes.length + 2), ...bytes]);
  // Both tables give every symbol a code of four bits, in the order of the symbols.
  const table = (kind: number, symbols: number[]): Buffer =>
    segment(0xc4, [kind, 0, 0, 0, symbols.length, ...Array.from({ length: 12 }, () => 0), ...symbols]);
  return [
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, [0, ...Array.from({ length: 64 }, () => 2)]),
    segment(0xc0, [8, ...uint16(heightPixels), ...uint16(widthPixels), 1, 1, 0x11, 0]),
    table(0x00, [0, size]),
    table(0x10, [0, size]),
    segment(0xdd, uint16(widthPixels / 8)),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
  ];
}

function codedRow(blocks: number, coefficients: number): Buffer {
  const bytes: number[] = [];
  let held = 0;
  let heldBits = 0;
  const put = (value: number, bits: number): void => {
    held = (held << bits) | value;
    heldBits += bits;
    while (heldBits >= 8) {
      heldBits -= 8;
      const byte = (held >> heldBits) & 0xff;
      bytes.push(byte);
      if (byte === 0xff) bytes.push(0);
    }
    held &= (1 << heldBits) - 1;
  };
  let seed = 1;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (seed >>> 24) & 7;
  };
  for (let block = 0; block < blocks; block += 1) {
    // Up and down by turns, so that the brightness never leaves its range.
    put(0b0001, 4);
    put(block % 2 === 0 ? 0b111 : 0b000, size);
    for (let index = 0; index < coefficients; index += 1) {
      put(0b0001, 4);
      put(random(), size);
    }
    if (coefficients < 63) put(0b0000, 4);
  }
  if (heldBits > 0) put((1 << (8 - heldBits)) - 1, 8 - heldBits);
  return Buffer.from(bytes);
}
