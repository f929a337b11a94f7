/**
 * Where the edit list of an MP4 file ends a track. Players stop there even if the track holds more frames; mediabunny
 * 1.61 reads only where the list begins. Reads the index and nothing else, and moves on by at least one header each
 * step, so it ends on any input.
 */

export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

/** An index larger than this belongs to no clip. */
const largestIndexBytes = 32 * 1024 * 1024;

/** In seconds; Infinity where the file says nothing, or is no MP4. */
export async function editEndSeconds(read: ReadBytes, sizeBytes: number, trackId: number): Promise<number> {
  const movie = await findMovie(read, sizeBytes);
  if (movie === undefined) return Infinity;
  const clock = childBoxes(movie).find(({ type }) => type === 'mvhd');
  const track = childBoxes(movie).find(({ type, body }) => type === 'trak' && trackIdOf(body) === trackId);
  const edits = track && childBoxes(track.body).find(({ type }) => type === 'edts');
  const list = edits && childBoxes(edits.body).find(({ type }) => type === 'elst');
  const ticksPerSecond = clock && uint(clock.body, byVersion(clock.body, 12, 20), 4);
  if (list === undefined || ticksPerSecond === undefined || ticksPerSecond === 0) return Infinity;
  const ticks = listedTicks(list.body);
  return ticks === undefined ? Infinity : ticks / ticksPerSecond;
}

/** The length of all edits together; undefined when the list is empty or open (a length of 0, as in fragmented files). */
function listedTicks(list: DataView): number | undefined {
  const width = byVersion(list, 4, 8);
  const entryBytes = 2 * width + 4;
  const count = Math.min(uint(list, 4, 4) ?? 0, Math.floor((list.byteLength - 8) / entryBytes));
  let ticks = 0;
  for (let entry = 0; entry < count; entry += 1) ticks += uint(list, 8 + entry * entryBytes, width) ?? 0;
  return ticks === 0 ? undefined : ticks;
}

function trackIdOf(track: DataView): number | undefined {
  const head = childBoxes(track).find(({ type }) => type === 'tkhd');
  return head && uint(head.body, byVersion(head.body, 12, 20), 4);
}

interface Box {
  type: string;
  body: DataView;
}

function childBoxes(parent: DataView): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= parent.byteLength;) {
    const size = parent.getUint32(at);
    if (size < 8 || at + size > parent.byteLength) break;
    boxes.push({ type: typeAt(parent, at + 4), body: slice(parent, at + 8, at + size) });
    at += size;
  }
  return boxes;
}

/** The body of the box `moov`, wherever in the file it stands. */
async function findMovie(read: ReadBytes, sizeBytes: number): Promise<DataView | undefined> {
  for (let at = 0; at + 8 <= sizeBytes;) {
    const head = view(await read(at, Math.min(at + 16, sizeBytes)));
    if (head.byteLength < 8) return undefined;
    const short = head.getUint32(0);
    const isLong = short === 1 && head.byteLength === 16;
    const size = isLong ? Number(head.getBigUint64(8)) : short === 0 ? sizeBytes - at : short;
    const headBytes = isLong ? 16 : 8;
    if (size < headBytes) return undefined;
    if (typeAt(head, 4) === 'moov') {
      if (size > largestIndexBytes) return undefined;
      return view(await read(at + headBytes, Math.min(at + size, sizeBytes)));
    }
    at += size;
  }
  return undefined;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function slice(whole: DataView, start: number, end: number): DataView {
  return new DataView(whole.buffer, whole.byteOffset + start, end - start);
}

function typeAt(box: DataView, at: number): string {
  return String.fromCodePoint(...[0, 1, 2, 3].map((offset) => box.getUint8(at + offset)));
}

/** Boxes of version 1 have fields of 64 bits where version 0 has 32. */
function byVersion(body: DataView, zero: number, one: number): number {
  return body.byteLength > 0 && body.getUint8(0) === 1 ? one : zero;
}

function uint(body: DataView, at: number, width: number): number | undefined {
  if (at + width > body.byteLength) return undefined;
  return width === 8 ? Number(body.getBigUint64(at)) : body.getUint32(at);
}
