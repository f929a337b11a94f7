import { boxesIn, find, makeBox } from './boxes.ts';

/**
 * The same video, with zeros behind the last box of one container of each track. Players pass over them. Its index must
 * lie before its media.
 *
 * @param within e.g. `['trak', 'mdia', 'minf']`
 */
export function paddedIndex(file: Buffer, within: readonly string[], paddingBytes: number): Buffer {
  const path = ['moov', ...within];
  const places = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stco'];
  const tracks = find(file, { at: 0, end: file.length }, 'moov', 'trak').length;

  function rebuilt(from: number, to: number, above: readonly string[]): Buffer {
    const parts = (boxesIn(file, from, to) ?? []).map((box) => {
      const here = [...above, box.type];
      const content = file.subarray(box.at, box.end);
      if (here.join() === places.join()) return makeBox(box.type, shifted(content, tracks * paddingBytes));
      if (places.slice(0, here.length).join() !== here.join()) return file.subarray(box.start, box.end);
      const padding = Buffer.alloc(here.join() === path.join() ? paddingBytes : 0);
      return makeBox(box.type, rebuilt(box.at, box.end, here), padding);
    });
    return Buffer.concat(parts);
  }
  return rebuilt(0, file.length, []);
}

function shifted(table: Buffer, by: number): Buffer {
  const moved = Buffer.from(table);
  for (let at = 8; at + 4 <= moved.length; at += 4) moved.writeUInt32BE(moved.readUInt32BE(at) + by, at);
  return moved;
}
