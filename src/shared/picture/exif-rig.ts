/**
 * EXIF as a telephone writes it, built byte by byte (Exif 2.3), so that tests know what is in it. Everything in it is
 * made up; the place is the middle of the Atlantic.
 */
export interface ExifOptions {
  orientation?: number;
  /** Makes the place, the camera, the date and a thumbnail part of it. */
  withDetails?: boolean;
  littleEndian?: boolean;
}

/** Strings that must never be found in anything that is sent. */
export const secretWords = ['Conchphone', 'Secret Street 7', '2019:07:14 12:34:56'] as const;

type Entry = { tag: number; type: number; count: number; value: Buffer };

export function exif({ orientation, withDetails = false, littleEndian = false }: ExifOptions): Buffer {
  const short = (value: number): Buffer => number(value, 2, littleEndian);
  const long = (value: number): Buffer => number(value, 4, littleEndian);
  const text = (tag: number, value: string): Entry => {
    const bytes = Buffer.from(`${value}\0`, 'latin1');
    return { tag, type: 2, count: bytes.length, value: bytes };
  };
  const pointer = (tag: number): Entry => ({ tag, type: 4, count: 1, value: long(0) });
  const degrees = (tag: number, whole: number, minutes: number): Entry => {
    const parts = [whole, 1, minutes, 1, 0, 1].map(long);
    return { tag, type: 5, count: 3, value: Buffer.concat(parts) };
  };
  const first: Entry[] = [
    ...(withDetails ? [text(0x010e, secretWords[1]), text(0x010f, secretWords[0])] : []),
    ...(orientation === undefined ? [] : [{ tag: 0x0112, type: 3, count: 1, value: short(orientation) }]),
    ...(withDetails ? [text(0x0132, secretWords[2]), pointer(0x8769), pointer(0x8825)] : []),
  ];
  const camera = [text(0x9003, secretWords[2])];
  const place = [text(0x0001, 'N'), degrees(0x0002, 30, 15), text(0x0003, 'W'), degrees(0x0004, 40, 45)];
  const thumbnail = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);

  const directory = (entries: Entry[], at: number, next: number): Buffer => {
    let spare = at + 2 + entries.length * 12 + 4;
    const rows: Buffer[] = [];
    const values: Buffer[] = [];
    for (const { tag, type, count, value } of entries) {
      const isInline = value.length <= 4;
      rows.push(short(tag), short(type), long(count), isInline ? padded(value, 4) : long(spare));
      if (isInline) continue;
      const even = padded(value, value.length + (value.length % 2));
      values.push(even);
      spare += even.length;
    }
    return Buffer.concat([short(entries.length), ...rows, long(next), ...values]);
  };

  const head = Buffer.concat([Buffer.from(littleEndian ? 'II' : 'MM', 'latin1'), short(42), long(8)]);
  if (!withDetails) return Buffer.concat([head, directory(first, 8, 0)]);
  const cameraAt = 8 + directory(first, 8, 0).length;
  const placeAt = cameraAt + directory(camera, cameraAt, 0).length;
  const secondAt = placeAt + directory(place, placeAt, 0).length;
  for (const entry of first) {
    if (entry.tag === 0x8769) entry.value = long(cameraAt);
    if (entry.tag === 0x8825) entry.value = long(placeAt);
  }
  const second = (thumbnailAt: number): Buffer =>
    directory(
      [
        { tag: 0x0201, type: 4, count: 1, value: long(thumbnailAt) },
        { tag: 0x0202, type: 4, count: 1, value: long(thumbnail.length) },
      ],
      secondAt,
      0,
    );
  return Buffer.concat([
    head,
    directory(first, 8, secondAt),
    directory(camera, cameraAt, 0),
    directory(place, placeAt, 0),
    second(secondAt + second(0).length),
    thumbnail,
  ]);
}

/** XMP that tells the place once more and a name. */
export const xmp = Buffer.from(
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>30,15.0N</exif:GPSLatitude><dc:creator>${secretWords[1]}</dc:creator></x:xmpmeta>`,
  'latin1',
);

function number(value: number, bytes: 2 | 4, littleEndian: boolean): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (littleEndian) buffer.writeUIntLE(value, 0, bytes);
  else buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

function padded(value: Buffer, length: number): Buffer {
  return Buffer.concat([value, Buffer.alloc(Math.max(0, length - value.length))]);
}
