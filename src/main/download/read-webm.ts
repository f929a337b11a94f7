import type { FileHandle } from 'node:fs/promises';
import type { ContainerVerdict } from './check-container.ts';

/**
 * Reads length and size of picture from a WebM file, and whether its end is missing (RFC 8794 and RFC 9559). Ends on
 * any input: every step moves on by at least two bytes within a range that is known beforehand.
 */
export async function readWebm(file: FileHandle): Promise<ContainerVerdict> {
  const { size } = await file.stat();
  const start = Buffer.alloc(Math.min(size, headBytes));
  await file.read(start, 0, start.length, 0);
  const [header, segment] = elements(start, 0, size);
  if (header?.id !== ids.header || segment?.id !== ids.segment) return { verdict: 'broken' };
  if (segment.end !== undefined && segment.end > size) return { verdict: 'cut-off' };
  const parts = elements(start, segment.at, segment.end ?? size);
  const tracks = parts.find(({ id }) => id === ids.tracks);
  const videos = inside(start, tracks).flatMap((track) => inside(start, track).filter(({ id }) => id === ids.video));
  const video = videos[0];
  if (video === undefined) return { verdict: 'broken' };
  const facts = parts.find(({ id }) => id === ids.information);
  const tickNanoseconds = number(start, inside(start, facts), ids.tick) ?? 1_000_000;
  const ticks = number(start, inside(start, facts), ids.duration) ?? 0;
  const durationSeconds = (ticks * tickNanoseconds) / 1e9;
  const widthPixels = number(start, inside(start, video), ids.width);
  const heightPixels = number(start, inside(start, video), ids.height);
  return {
    verdict: 'whole',
    ...(widthPixels !== undefined && widthPixels > 0 && { widthPixels }),
    ...(heightPixels !== undefined && heightPixels > 0 && { heightPixels }),
    ...(durationSeconds > 0 &&
      durationSeconds < 86_400 && { durationSeconds: Math.round(durationSeconds * 1000) / 1000 }),
  };
}

/** The facts stand before the first cluster; they are sought this far. */
const headBytes = 1_000_000;

const ids = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  information: 0x1549a966,
  tick: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  video: 0xe0,
  width: 0xb0,
  height: 0xba,
  cluster: 0x1f43b675,
} as const;

/** `end` is undefined where the file does not say, as in a recorded live stream. */
interface Element {
  id: number;
  at: number;
  end: number | undefined;
}

/** The elements of a range, as far as they begin in `bytes`; the media itself is not entered. */
function elements(bytes: Buffer, from: number, to: number): Element[] {
  const found: Element[] = [];
  let at = from;
  while (at < Math.min(to, bytes.length)) {
    const id = variable(bytes, at, true);
    const length = id && variable(bytes, at + id.bytes, false);
    if (id === undefined || length === undefined || id.value === ids.cluster) break;
    const content = at + id.bytes + length.bytes;
    const end = length.value === undefined ? undefined : content + length.value;
    found.push({ id: id.value ?? 0, at: content, end });
    if (end === undefined) break;
    at = end;
  }
  return found;
}

function inside(bytes: Buffer, element: Element | undefined): Element[] {
  return element?.end === undefined ? [] : elements(bytes, element.at, element.end);
}

/** The zeros before the first one tell how many bytes there are; an id keeps that mark, a length drops it. */
function variable(
  bytes: Buffer,
  at: number,
  keepsMark: boolean,
): { bytes: number; value: number | undefined } | undefined {
  const count = Math.clz32(bytes[at] ?? 0) - 23;
  if (count > 8 || at + count > bytes.length) return undefined;
  let value = keepsMark ? (bytes[at] ?? 0) : (bytes[at] ?? 0) & (0xff >> count);
  for (let place = 1; place < count; place += 1) value = value * 256 + (bytes[at + place] ?? 0);
  const isUnknown = !keepsMark && value >= 2 ** (7 * count) - 1;
  return { bytes: count, value: isUnknown ? undefined : value };
}

function number(bytes: Buffer, among: Element[], id: number): number | undefined {
  const element = among.find((candidate) => candidate.id === id);
  if (element?.end === undefined || element.end > bytes.length) return undefined;
  const length = element.end - element.at;
  if (id === ids.duration) {
    if (length === 4) return bytes.readFloatBE(element.at);
    return length === 8 ? bytes.readDoubleBE(element.at) : undefined;
  }
  return length >= 1 && length <= 6 ? bytes.readUIntBE(element.at, length) : undefined;
}
