import { boxesIn, boxOf, versionOf, type Box } from './boxes.ts';
import { latin1, uint16, uint32, uintOf } from './bytes.ts';
import { mostParts } from './reading.ts';

/** One item of a HEIF file (ISO/IEC 23008-12): a picture, or details about one. */
export interface Item {
  id: number;
  /** `av01`, `hvc1`, `grid`, `Exif`, `mime` … */
  type: string;
  /** Where its bytes lie in the file. Empty where they lie elsewhere or nowhere. */
  extents: { start: number; end: number }[];
}

/** `version` and flags come before the content of these boxes. */
const fullBoxBytes = 4;

export function itemsOf(bytes: Uint8Array, meta: Box): Item[] {
  const information = boxOf(bytes, meta, 'iinf', fullBoxBytes);
  if (information === undefined) return [];
  const countBytes = versionOf(bytes, information) === 0 ? 2 : 4;
  const entries = boxesIn(bytes, information.content + fullBoxBytes + countBytes, information.end).boxes;
  const places = placesOf(bytes, meta);
  return entries
    .filter(({ type }) => type === 'infe')
    .map((entry) => {
      const version = versionOf(bytes, entry);
      const idBytes = version >= 3 ? 4 : 2;
      const id = uintOf(bytes, entry.content + fullBoxBytes, idBytes);
      const typeAt = entry.content + fullBoxBytes + idBytes + 2;
      return { id, type: latin1(bytes, typeAt, typeAt + 4), extents: places.get(id) ?? [] };
    });
}

export function primaryItemId(bytes: Uint8Array, meta: Box): number | undefined {
  const box = boxOf(bytes, meta, 'pitm', fullBoxBytes);
  if (box === undefined) return undefined;
  return uintOf(bytes, box.content + fullBoxBytes, versionOf(bytes, box) === 0 ? 2 : 4);
}

/** The properties that belong to each item, in their order. */
export function propertiesOf(bytes: Uint8Array, meta: Box): (id: number) => Box[] {
  const properties = boxOf(bytes, meta, 'iprp', fullBoxBytes);
  const container = properties && boxOf(bytes, properties, 'ipco');
  const association = properties && boxOf(bytes, properties, 'ipma');
  if (container === undefined || association === undefined) return () => [];
  const all = boxesIn(bytes, container.content, container.end).boxes;
  const indexes = indexesOf(bytes, association);
  return (id) => (indexes.get(id) ?? []).flatMap((index) => all[index - 1] ?? []);
}

function indexesOf(bytes: Uint8Array, association: Box): Map<number, number[]> {
  const indexes = new Map<number, number[]>();
  const isWide = ((bytes[association.content + 3] ?? 0) & 1) === 1;
  const idBytes = versionOf(bytes, association) < 1 ? 2 : 4;
  let at = association.content + fullBoxBytes + 4;
  const width = isWide ? 2 : 1;
  while (at + idBytes < association.end && indexes.size < mostParts) {
    const id = uintOf(bytes, at, idBytes);
    const count = bytes[at + idBytes] ?? 0;
    const first = at + idBytes + 1;
    // The highest bit says whether a reader must know the property.
    const own = Array.from({ length: count }, (_, index) =>
      isWide ? uint16(bytes, first + index * 2) & 0x7fff : (bytes[first + index] ?? 0) & 0x7f,
    );
    indexes.set(id, own);
    at = first + count * width;
  }
  return indexes;
}

/** Where the items lie, by the box `iloc`. */
function placesOf(bytes: Uint8Array, meta: Box): Map<number, Item['extents']> {
  const places = new Map<number, Item['extents']>();
  const box = boxOf(bytes, meta, 'iloc', fullBoxBytes);
  if (box === undefined) return places;
  const version = versionOf(bytes, box);
  const sizes = uint16(bytes, box.content + fullBoxBytes);
  const offsetBytes = sizes >>> 12;
  const lengthBytes = (sizes >>> 8) & 15;
  const baseBytes = (sizes >>> 4) & 15;
  const indexBytes = version === 0 ? 0 : sizes & 15;
  const idBytes = version < 2 ? 2 : 4;
  const inMeta = boxOf(bytes, meta, 'idat', fullBoxBytes)?.content ?? 0;
  let at = box.content + fullBoxBytes + 2;
  const count = uintOf(bytes, at, idBytes);
  at += idBytes;
  const take = (length: number): number => {
    at += length;
    return uintOf(bytes, at - length, length);
  };
  let total = 0;
  for (let item = 0; item < count && at < box.end && total < mostParts; item += 1) {
    const id = take(idBytes);
    const method = version === 0 ? 0 : take(2) & 15;
    take(2); // which file: 0, this one, in all that pictures use
    const base = take(baseBytes) + (method === 1 ? inMeta : 0);
    const extents: Item['extents'] = [];
    const extentCount = take(2);
    total += extentCount + 1;
    for (let extent = 0; extent < extentCount && at < box.end && total < mostParts; extent += 1) {
      take(indexBytes);
      const start = base + take(offsetBytes);
      extents.push({ start, end: start + take(lengthBytes) });
    }
    places.set(id, method > 1 ? [] : extents);
  }
  return places;
}

/** Width and height by the property `ispe`. */
export function extentOf(bytes: Uint8Array, property: Box): { widthPixels: number; heightPixels: number } {
  return {
    widthPixels: uint32(bytes, property.content + fullBoxBytes),
    heightPixels: uint32(bytes, property.content + fullBoxBytes + 4),
  };
}
