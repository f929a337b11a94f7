import { boxesIn, type Box } from './boxes.ts';
import { latin1, uint32 } from './bytes.ts';
import { kindsOfXmp, minimalExif, readExif } from './exif.ts';
import type { MetadataKind } from './facts.ts';
import { extentOf, itemsOf, primaryItemId, propertiesOf, type Item } from './heif-items.ts';
import type { Reading } from './reading.ts';

/** AVIF and HEIC: one container (ISO/IEC 23008-12), two ways to code the pixels. */

/** How the container begins that holds a picture of that type. */
export function heifTypeOf(bytes: Uint8Array): 'image/avif' | 'image/heic' | undefined {
  if (latin1(bytes, 4, 8) !== 'ftyp') return undefined;
  const brands = brandsOf(bytes);
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'image/avif';
  return brands.some((brand) => /^(hei[cxms]|hev[cxms])$/.test(brand)) ? 'image/heic' : undefined;
}

export function readHeif(bytes: Uint8Array): Reading | undefined {
  const { boxes, isWhole } = boxesIn(bytes, 0, bytes.length);
  const meta = boxes.find(({ type }) => type === 'meta');
  const id = meta && primaryItemId(bytes, meta);
  if (meta === undefined || id === undefined) return undefined;
  const propertiesOfItem = propertiesOf(bytes, meta);
  const properties = propertiesOfItem(id);
  const extent = properties.find(({ type }) => type === 'ispe');
  if (extent === undefined) return undefined;
  const { widthPixels, heightPixels } = extentOf(bytes, extent);
  const items = itemsOf(bytes, meta);
  const turn = properties.find(({ type }) => type === 'irot');
  const depth = properties.find(({ type }) => type === 'pixi');
  return {
    storedWidthPixels: widthPixels,
    storedHeightPixels: heightPixels,
    isQuarterTurned: turn !== undefined && ((bytes[turn.content] ?? 0) & 1) === 1,
    orientation: 1,
    colour: depth !== undefined && bytes[depth.content + 4] === 1 ? 'grey' : 'rgb',
    bitsPerChannel: depth === undefined ? 8 : (bytes[depth.content + 5] ?? 8),
    hasAlpha: items.some((item) => propertiesOfItem(item.id).some((property) => isAlpha(bytes, property))),
    isAnimated: brandsOf(bytes)[0] === 'avis' || boxes.some(({ type }) => type === 'moov'),
    hasColourProfile: properties.some(({ type, content }) => type === 'colr' && isProfile(bytes, content)),
    metadata: new Set([
      ...items.flatMap((item) => kindsOf(bytes, item)),
      ...boxes.flatMap((box) => kindsIn(bytes, box)),
    ]),
    isWhole:
      isWhole && items.some((item) => item.id === id) && items.every((item) => item.extents.every(isIn(bytes.length))),
  };
}

/**
 * The details are written over in place, so that nothing else in the file moves. A thumbnail stays: it is an item that
 * others point to, and no provider is sent such a file.
 */
export function stripHeif(bytes: Uint8Array): Uint8Array {
  // A copy even where the bytes are a Buffer, whose `slice` is a view.
  const copy = new Uint8Array(bytes);
  const { boxes } = boxesIn(bytes, 0, bytes.length);
  const meta = boxes.find(({ type }) => type === 'meta');
  for (const item of meta === undefined ? [] : itemsOf(bytes, meta)) {
    if (item.type === 'Exif') overwrite(copy, item.extents, emptyExif, 0);
    if (item.type === 'mime') overwrite(copy, item.extents, nothing, 0x20);
  }
  for (const box of boxes) {
    if (kindsIn(bytes, box).length > 0) copy.fill(0, box.content, box.end);
  }
  return copy;
}

const nothing = new Uint8Array();
/** Four bytes that say where the TIFF begins, then one without tags: readers of EXIF find it in order. */
const emptyExif = Uint8Array.of(0, 0, 0, 0, ...minimalExif(1).subarray(0, 8), 0, 0, 0, 0, 0, 0);

function brandsOf(bytes: Uint8Array): string[] {
  const end = Math.min(uint32(bytes, 0), bytes.length, 256);
  const compatible: string[] = [];
  for (let at = 16; at + 4 <= end; at += 4) compatible.push(latin1(bytes, at, at + 4));
  return [latin1(bytes, 8, 12), ...compatible];
}

function isProfile(bytes: Uint8Array, content: number): boolean {
  const kind = latin1(bytes, content, content + 4);
  return kind === 'prof' || kind === 'rICC';
}

function isIn(lengthBytes: number): (extent: { end: number }) => boolean {
  return ({ end }) => end <= lengthBytes;
}

/** Transparency is a picture of its own, told apart by this property. */
function isAlpha(bytes: Uint8Array, { type, content, end }: Box): boolean {
  return type === 'auxC' && /:alpha|auxid:1\0/.test(latin1(bytes, content + 4, Math.min(end, content + 100)));
}

function kindsOf(bytes: Uint8Array, { type, extents }: Item): MetadataKind[] {
  const [first] = extents;
  if (first === undefined || (type !== 'Exif' && type !== 'mime')) return [];
  const content = bytes.subarray(first.start, first.end);
  if (type === 'mime') return content.every((byte) => byte === 0x20) ? [] : kindsOfXmp(content);
  const isEmpty = content.every((byte, index) => byte === (emptyExif[index] ?? 0));
  return isEmpty ? [] : [...readExif(content.subarray(4 + uint32(content, 0))).kinds];
}

/** Boxes of the writer's own beside the picture. */
function kindsIn(bytes: Uint8Array, { type, content, end }: Box): MetadataKind[] {
  if (type !== 'uuid' && type !== 'free' && type !== 'skip') return [];
  return bytes.subarray(content, end).every((byte) => byte === 0) ? [] : ['other'];
}

function overwrite(bytes: Uint8Array, extents: Item['extents'], beginning: Uint8Array, filler: number): void {
  for (const [index, { start, end }] of extents.entries()) {
    bytes.fill(filler, start, end);
    if (index === 0) bytes.set(beginning.subarray(0, Math.max(0, end - start)), start);
  }
}
