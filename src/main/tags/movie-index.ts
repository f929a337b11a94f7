import { boxesIn, find, fittingBoxes, makeBox, type Box } from './boxes.ts';
import { metaWith, recordIn } from './meta-box.ts';
import { Untaggable, type Tags } from './tags.ts';

/** The index of an MP4, `moov`: its tags, and the places of the media that it points to. Pure. */

/**
 * The whole new box.
 *
 * @param content of the box that is there, without its header
 * @param place of that box in the file. What lies behind it moves when the new one has another length.
 * @throws {Untaggable}
 */
export function taggedIndex(content: Buffer, place: { start: number; end: number }, tags: Tags): Buffer {
  const boxes = boxesIn(content, 0, content.length);
  if (boxes === undefined) throw new Untaggable('its index cannot be read');
  const former = boxes.find(({ type }) => type === 'udta');
  const parts = former === undefined ? [] : boxesIn(content, former.at, former.end);
  if (parts === undefined) throw new Untaggable('its tags cannot be read');
  const meta = metaWith(
    tags,
    content,
    parts.find(({ type }) => type === 'meta'),
  );
  const userData = makeBox(
    'udta',
    ...parts.filter(({ type }) => type !== 'meta').map(({ start, end }) => content.subarray(start, end)),
    meta,
  );
  const rest = boxes.filter((box) => box !== former);
  const length = rest.reduce((sum, { start, end }) => sum + end - start, 8 + userData.length);
  const moved = Buffer.from(content);
  shiftOffsets(moved, place, length - (place.end - place.start));
  return makeBox('moov', ...rest.map(({ start, end }) => moved.subarray(start, end)), userData);
}

/** The record in an index; undefined when it has none. */
export function recordOf(content: Buffer): string | undefined {
  const [meta] = find(content, { at: 0, end: content.length }, 'udta', 'meta');
  return meta && recordIn(content, meta);
}

/**
 * Every chunk that lies behind the index moves by as much as the index grows. What cannot be read to the last byte may
 * hold places that would not be moved: then the file stays as it is.
 */
function shiftOffsets(index: Buffer, place: { start: number; end: number }, by: number): void {
  for (const track of find(index, { at: 0, end: index.length }, 'trak')) {
    const parts = partsOf(index, onlyOne(index, onlyOne(index, onlyOne(index, track, 'mdia'), 'minf'), 'stbl'));
    if (parts.some(({ type }) => type === 'saio')) throw new Untaggable('it points to its media in an unusual way');
    const [places, ...others] = parts.filter(({ type }) => type === 'stco' || type === 'co64');
    if (places === undefined || others.length > 0) throw new Untaggable('its index does not say where its media are');
    if (places.type === 'stco') shift32(index, places, place, by);
    else shift64(index, places, place, by);
  }
}

function partsOf(index: Buffer, parent: Box): Box[] {
  const parts = boxesIn(index, parent.at, parent.end);
  if (parts === undefined) throw new Untaggable('its index cannot be read');
  return parts;
}

function onlyOne(index: Buffer, parent: Box, type: string): Box {
  const [box, ...others] = partsOf(index, parent).filter((part) => part.type === type);
  if (box === undefined || others.length > 0) throw new Untaggable('its index is of an unusual kind');
  return box;
}

/**
 * Where the first and the last chunk of each track lie; read as a player reads, over what does not fit. A track whose
 * places are not found gives none.
 */
export function outerChunks(index: Buffer): { first: number; last: number }[] {
  return loose(index, { at: 0, end: index.length }, 'trak').flatMap((track) => {
    const table = loose(index, track, 'mdia', 'minf', 'stbl')[0];
    if (table === undefined) return [];
    const [narrow] = loose(index, table, 'stco');
    const [wide] = loose(index, table, 'co64');
    const [box, bytes] = narrow === undefined ? [wide, 8] : [narrow, 4];
    if (box === undefined || box.end - box.at < 8 + bytes) return [];
    const count = Math.min(index.readUInt32BE(box.at + 4), Math.floor((box.end - box.at - 8) / bytes));
    if (count === 0) return [];
    const read = (place: number): number => {
      const at = box.at + 8 + place * bytes;
      return bytes === 4 ? index.readUInt32BE(at) : Number(index.readBigUInt64BE(at));
    };
    return [{ first: read(0), last: read(count - 1) }];
  });
}

function loose(bytes: Buffer, parent: Pick<Box, 'at' | 'end'>, ...path: string[]): Box[] {
  const [type, ...rest] = path;
  const boxes = [...fittingBoxes(bytes, parent.at, parent.end)].filter((box) => box.type === type);
  return rest.length === 0 ? boxes : boxes.flatMap((box) => loose(bytes, box, ...rest));
}

function shift32(index: Buffer, box: Box, place: { start: number; end: number }, by: number): void {
  for (let at = box.at + 8; at + 4 <= countedEnd(index, box, 4); at += 4) {
    const offset = moved(index.readUInt32BE(at), place, by);
    if (offset > 0xff_ff_ff_ff) throw new Untaggable('it is too long for its kind of index');
    index.writeUInt32BE(offset, at);
  }
}

function shift64(index: Buffer, box: Box, place: { start: number; end: number }, by: number): void {
  for (let at = box.at + 8; at + 8 <= countedEnd(index, box, 8); at += 8) {
    index.writeBigUInt64BE(BigInt(moved(Number(index.readBigUInt64BE(at)), place, by)), at);
  }
}

function countedEnd(index: Buffer, box: Box, entryBytes: number): number {
  const count = box.at + 8 <= box.end ? index.readUInt32BE(box.at + 4) : 0;
  const end = box.at + 8 + count * entryBytes;
  if (end > box.end) throw new Untaggable('its index is damaged');
  return end;
}

function moved(offset: number, { start, end }: { start: number; end: number }, by: number): number {
  if (offset < start) return offset;
  if (offset < end || !Number.isSafeInteger(offset + by)) throw new Untaggable('its index points to itself');
  return offset + by;
}
