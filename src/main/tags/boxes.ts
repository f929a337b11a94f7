/** Boxes of MP4 (ISO/IEC 14496-12 §4.2) inside bytes that are in memory. Pure; ends on any input. */

export interface Box {
  type: string;
  /** Where its header begins. */
  start: number;
  /** Where its content begins. */
  at: number;
  end: number;
}

/** More boxes side by side than any index has. */
const mostBoxes = 10_000;

/** Boxes up to the first that does not fit. Returns where they end. */
export function* fittingBoxes(bytes: Buffer, from: number, to: number): Generator<Box, number> {
  let start = from;
  for (let count = 0; start + 8 <= to && count < mostBoxes; count += 1) {
    const short = bytes.readUInt32BE(start);
    const isLong = short === 1 && start + 16 <= to;
    const length = isLong ? Number(bytes.readBigUInt64BE(start + 8)) : short;
    const at = start + (isLong ? 16 : 8);
    if (start + length > to || start + length < at) return start;
    yield { type: bytes.toString('latin1', start + 4, start + 8), start, at, end: start + length };
    start += length;
  }
  return start;
}

/** Undefined when the bytes are not exactly filled by boxes; four zero bytes at the end are allowed (QuickTime). */
export function boxesIn(bytes: Buffer, from: number, to: number): Box[] | undefined {
  const boxes: Box[] = [];
  const walk = fittingBoxes(bytes, from, to);
  let step = walk.next();
  for (; step.done !== true; step = walk.next()) boxes.push(step.value);
  const end = step.value;
  const isFilled = end === to || (to - end === 4 && bytes.readUInt32BE(end) === 0);
  return isFilled ? boxes : undefined;
}

/** The boxes at the end of a path; a damaged box has nothing in it. */
export function find(bytes: Buffer, parent: Pick<Box, 'at' | 'end'>, ...path: string[]): Box[] {
  const [type, ...rest] = path;
  const boxes = (boxesIn(bytes, parent.at, parent.end) ?? []).filter((box) => box.type === type);
  return rest.length === 0 ? boxes : boxes.flatMap((box) => find(bytes, box, ...rest));
}

/** @param type four characters of Latin-1, e.g. `©nam` */
export function makeBox(type: string, ...content: Uint8Array[]): Buffer {
  const length = content.reduce((sum, { length: one }) => sum + one, 8);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(length);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, ...content]);
}

export function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}
