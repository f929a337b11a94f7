import { isSame, latin1, uint16, uint16LittleEndian, uint32, uint32LittleEndian } from './bytes.ts';
import type { MetadataKind, Orientation } from './facts.ts';

/**
 * EXIF as JPEG, PNG, WebP and HEIC carry it: a TIFF of tags (Exif 2.3, JEITA CP-3451C; TIFF 6.0). Read only as far as
 * to say what kinds of details are in it.
 */
export interface ExifReading {
  orientation: Orientation;
  /** Empty for a `minimalExif`, which is no detail about anybody. */
  kinds: ReadonlySet<MetadataKind>;
}

const orientationTag = 0x0112;
const entryBytes = 12;

const kindOfTag: Partial<Record<number, MetadataKind>> = {
  0x010e: 'text', // ImageDescription
  0x010f: 'camera', // Make
  0x0110: 'camera', // Model
  0x0131: 'camera', // Software
  0x0132: 'time', // DateTime
  0x013b: 'text', // Artist
  0x8298: 'text', // Copyright
  0x8769: 'camera', // pointer to the settings of the camera
  0x8825: 'location', // pointer to the place
};

/** The dates in the settings of the camera. */
const takenTags = new Set([0x9003, 0x9004]);

/** Twenty-six bytes that say how the picture is turned, and nothing else. */
export function minimalExif(orientation: Orientation): Uint8Array {
  return Uint8Array.from([...minimalStart, orientation, 0, 0, 0, 0, 0, 0]);
}

/** "MM", 42, the tags begin at 8; one tag: 0x0112, of type short, one of them. */
const minimalStart = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0];

export function readExif(tiff: Uint8Array): ExifReading {
  const order = latin1(tiff, 0, 2);
  if (order !== 'MM' && order !== 'II') return { orientation: 1, kinds: new Set(['other']) };
  const short = order === 'MM' ? uint16 : uint16LittleEndian;
  const long = order === 'MM' ? uint32 : uint32LittleEndian;
  const kinds = new Set<MetadataKind>();
  let orientation: Orientation = 1;

  /** Where the next directory is; 0: there is none. */
  function readDirectory(at: number, onTag: (tag: number, valueAt: number) => void): number {
    const count = short(tiff, at);
    const end = at + 2 + count * entryBytes;
    if (at === 0 || end > tiff.length) return 0;
    for (let entry = at + 2; entry < end; entry += entryBytes) onTag(short(tiff, entry), entry + 8);
    return long(tiff, end);
  }

  const second = readDirectory(long(tiff, 4), (tag, valueAt) => {
    if (tag === orientationTag) orientation = orientationOf(short(tiff, valueAt));
    const kind = kindOfTag[tag];
    if (kind !== undefined) kinds.add(kind);
    if (tag === 0x8769) {
      readDirectory(long(tiff, valueAt), (inner) => {
        if (takenTags.has(inner)) kinds.add('time');
      });
    }
  });
  // The second directory describes the thumbnail.
  if (second !== 0) kinds.add('thumbnail');
  if (kinds.size === 0 && !(orientation > 1 && isSame(tiff, minimalExif(orientation)))) kinds.add('other');
  return { orientation, kinds };
}

function orientationOf(value: number): Orientation {
  return value >= 1 && value <= 8 ? (value as Orientation) : 1;
}

/** XMP is a text of its own; it tells the place as EXIF does. */
export function kindsOfXmp(bytes: Uint8Array): MetadataKind[] {
  return /exif:GPS/i.test(latin1(bytes, 0, bytes.length)) ? ['location', 'text'] : ['text'];
}
