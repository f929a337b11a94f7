/** Reading numbers out of bytes. Beyond the end there are zeros: whether something is all there is asked with lengths. */

export function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function uint32(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at) * 0x1_0000 + uint16(bytes, at + 2);
}

export function uint16LittleEndian(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

export function uint24LittleEndian(bytes: Uint8Array, at: number): number {
  return uint16LittleEndian(bytes, at) | ((bytes[at + 2] ?? 0) << 16);
}

export function uint32LittleEndian(bytes: Uint8Array, at: number): number {
  return uint16LittleEndian(bytes, at) + uint16LittleEndian(bytes, at + 2) * 0x1_0000;
}

/** Up to eight bytes; exact below 2 ** 53, which is more than any file has. */
export function uintOf(bytes: Uint8Array, at: number, lengthBytes: number): number {
  let value = 0;
  for (let index = 0; index < lengthBytes; index += 1) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}

/** One letter for each byte. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < Math.min(end, bytes.length); at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

export function fromLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
