import { latin1, uint32, uintOf } from './bytes.ts';
import { mostParts } from './reading.ts';

/** A box of the ISO base media file format (ISO/IEC 14496-12), which AVIF and HEIC are made of. */
export interface Box {
  type: string;
  /** Where the content begins, behind length and type. */
  content: number;
  end: number;
}

/** The boxes between `start` and `end`; `isWhole` is false where one says that it is longer than its place. */
export function boxesIn(bytes: Uint8Array, start: number, end: number): { boxes: Box[]; isWhole: boolean } {
  const boxes: Box[] = [];
  let at = start;
  while (at + 8 <= end) {
    if (boxes.length === mostParts) return { boxes, isWhole: false };
    const length = uint32(bytes, at);
    const isLong = length === 1;
    const size = isLong ? uintOf(bytes, at + 8, 8) : length === 0 ? end - at : length;
    const content = at + (isLong ? 16 : 8);
    const isCut = at + size > end || at + size < content;
    boxes.push({ type: latin1(bytes, at + 4, at + 8), content, end: isCut ? end : at + size });
    if (isCut) return { boxes, isWhole: false };
    at += size;
  }
  return { boxes, isWhole: at === end };
}

export function boxOf(bytes: Uint8Array, within: Box, type: string, skipBytes = 0): Box | undefined {
  return boxesIn(bytes, within.content + skipBytes, within.end).boxes.find((box) => box.type === type);
}

export function versionOf(bytes: Uint8Array, box: Box): number {
  return bytes[box.content] ?? 0;
}
