import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyPart } from '../download/verify-part.ts';
import { boxesIn, find, makeBox, uint32, type Box } from './boxes.ts';
import { paddedIndex } from './padded-rig.ts';
import { leadToSameMedia, readRecord, writeTagged } from './tag-file.ts';
import { Untaggable, type Tags } from './tags.ts';

const fixtures = join(import.meta.dirname, '../../../test/fixtures/clips');
const tags: Tags = {
  title: 'A river',
  description: 'A river at night，河',
  comment: 'Novita AI, 6 s',
  record: '{"a":1}',
};

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'conch-tags-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function tagged(from: Buffer | string, with_: Tags = tags): Promise<Buffer> {
  const source = join(folder, 'from.mp4');
  writeFileSync(source, typeof from === 'string' ? readFileSync(join(fixtures, from)) : from);
  const target = join(folder, 'to.mp4');
  const written = await writeTagged(source, target, with_);
  const bytes = readFileSync(target);
  expect(written).toEqual({ sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  return bytes;
}

/** Every sample as the index finds it: what a player would decode, packet by packet. */
function chunks(file: Buffer): string[] {
  const whole = { at: 0, end: file.length };
  return find(file, whole, 'moov', 'trak', 'mdia', 'minf', 'stbl').flatMap((table) => {
    const offsets = [
      ...find(file, table, 'stco').flatMap(({ at }) =>
        Array.from({ length: file.readUInt32BE(at + 4) }, (_, index) => file.readUInt32BE(at + 8 + index * 4)),
      ),
      ...find(file, table, 'co64').flatMap(({ at }) =>
        Array.from({ length: file.readUInt32BE(at + 4) }, (_, index) =>
          Number(file.readBigUInt64BE(at + 8 + index * 8)),
        ),
      ),
    ];
    return offsets.map((at) => file.toString('hex', at, at + 64));
  });
}

const media = (file: Buffer): string[] =>
  find(file, { at: 0, end: file.length }, 'mdat').map(({ at, end }) => file.toString('hex', at, end));

/** Not a part of the repository's tools: looked for, and done without. */
const probeProgram = 'ffprobe';

const hasProbe = ((): boolean => {
  try {
    execFileSync(probeProgram, ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const kinds = [
  'numbered-24.mp4',
  'index-at-end-24.mp4',
  'with-sound-24.mp4',
  'keyed-tags-24.mp4',
  'letter-tags-24.mp4',
  'hevc-24.mp4',
  'cut-by-edit-list.mp4',
];

describe('tags in an MP4', () => {
  it.each(kinds)('%s: the record is read back, and the index still finds every byte of the media', async (name) => {
    const before = readFileSync(join(fixtures, name));
    const after = await tagged(name);
    expect(await readRecord(join(folder, 'to.mp4'))).toBe(tags.record);
    expect(media(after)).toEqual(media(before));
    expect(chunks(before).length).toBeGreaterThan(0);
    expect(chunks(after)).toEqual(chunks(before));
    expect(await verifyPart(join(folder, 'to.mp4'))).toEqual(await verifyPart(join(folder, 'from.mp4')));
    // In the same order as before: what could be played while it was fetched still can.
    const order = (file: Buffer) => boxesIn(file, 0, file.length)?.map(({ type }) => type);
    expect(order(after)).toEqual(order(before));
  });

  it('written again, they take the place of the former ones', async () => {
    const once = await tagged('numbered-24.mp4');
    const twice = await tagged(once, { ...tags, title: 'Another', record: '{"a":2}' });
    expect(await readRecord(join(folder, 'to.mp4'))).toBe('{"a":2}');
    expect(twice.length).toBe(once.length + 'Another'.length - 'A river'.length);
    expect(twice.includes('A river at night')).toBe(true);
  });

  it('long indexes with 64-bit places move as well', async () => {
    const wide = withWideOffsets(readFileSync(join(fixtures, 'numbered-24.mp4')));
    expect(chunks(await tagged(wide))).toEqual(chunks(wide));
  });

  it.each([
    ['in fragments', () => readFileSync(join(fixtures, 'fragmented-24.mp4'))],
    ['signed', () => Buffer.concat([readFileSync(join(fixtures, 'numbered-24.mp4')), signature()])],
    ['with two indexes', () => doubled(readFileSync(join(fixtures, 'numbered-24.mp4')))],
    ['no video at all', () => Buffer.from('<html>Not found</html>')],
    ['empty', () => Buffer.alloc(0)],
  ])('a file that is %s is left alone', async (_what, bytes) => {
    await expect(tagged(bytes())).rejects.toThrow(Untaggable);
  });

  it.each([
    ['trak', ['trak'], 12],
    ['mdia', ['trak', 'mdia'], 9],
    ['minf', ['trak', 'mdia', 'minf'], 3],
    ['stbl', ['trak', 'mdia', 'minf', 'stbl'], 8],
  ])('a file with padding in %s, which players pass over, is left alone', async (_where, within, paddingBytes) => {
    const bytes = paddedIndex(readFileSync(join(fixtures, 'with-sound-24.mp4')), within, paddingBytes);
    const path = join(folder, 'padded.mp4');
    writeFileSync(path, bytes);
    expect(await verifyPart(path)).toMatchObject({ verdict: 'video' });
    expect(await leadToSameMedia(path, join(fixtures, 'with-sound-24.mp4'))).toBe(true);
    await expect(tagged(bytes)).rejects.toThrow(Untaggable);
  });

  it('a track that does not say where its media are leaves the file alone', async () => {
    const bytes = Buffer.from(readFileSync(join(fixtures, 'numbered-24.mp4')));
    bytes.write('free', bytes.indexOf('stco'), 'latin1');
    await expect(tagged(bytes)).rejects.toThrow(Untaggable);
  });

  it.each(kinds)('%s: the check of both indexes sees a place that is wrong', async (name) => {
    const after = Buffer.from(await tagged(name));
    const [before, path] = [join(folder, 'from.mp4'), join(folder, 'to.mp4')];
    expect(await leadToSameMedia(before, path)).toBe(true);
    for (const { at } of find(after, { at: 0, end: after.length }, 'moov', 'trak', 'mdia', 'minf', 'stbl', 'stco')) {
      const last = at + 4 + after.readUInt32BE(at + 4) * 4;
      for (const place of [at + 8, last]) {
        const spoilt = Buffer.from(after);
        spoilt.writeUInt32BE(spoilt.readUInt32BE(place) + 300, place);
        writeFileSync(path, spoilt);
        expect(await leadToSameMedia(before, path)).toBe(false);
      }
    }
  });

  it('a last chunk that ends where the index begins is compared up to there', async () => {
    const source = readFileSync(join(fixtures, 'index-at-end-24.mp4'));
    const { start } = indexOf(source);
    const bytes = Buffer.from(source);
    const [table] = find(bytes, { at: 0, end: bytes.length }, 'moov', 'trak', 'mdia', 'minf', 'stbl', 'stco');
    const at = table?.at ?? 0;
    bytes.writeUInt32BE(start - 20, at + 4 + bytes.readUInt32BE(at + 4) * 4);
    await tagged(bytes);
    expect(await leadToSameMedia(join(folder, 'from.mp4'), join(folder, 'to.mp4'))).toBe(true);
  });

  it('a damaged file ends in a refusal or in a file whose media are whole', async () => {
    const sound = readFileSync(join(fixtures, 'letter-tags-24.mp4'));
    const index = indexOf(sound);
    for (let at = index.start; at < index.end; at += 7) {
      const bytes = Buffer.from(sound);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
      try {
        expect(media(await tagged(bytes))).toEqual(media(bytes));
      } catch (error) {
        if (!(error instanceof Untaggable)) throw error;
      }
      await readRecord(join(folder, 'from.mp4'));
    }
  });

  it.runIf(hasProbe)(
    'other programs read them, and find the same packets (with ffprobe, where it is installed)',
    async () => {
      for (const name of kinds) {
        await tagged(name);
        const probe = (file: string, what: string[]): string =>
          execFileSync(probeProgram, ['-v', 'error', '-of', 'json', ...what, join(folder, file)], { encoding: 'utf8' });
        const found = JSON.parse(probe('to.mp4', ['-show_entries', 'format_tags'])) as {
          format: { tags: Record<string, string> };
        };
        expect(Object.values(found.format.tags)).toEqual(expect.arrayContaining([tags.description, tags.record]));
        if (name === 'keyed-tags-24.mp4') {
          expect(found.format.tags).toMatchObject({ AIGC: '{"Label":"1"}', comment: 'of the provider' });
        } else expect(found.format.tags['comment']).toBe(tags.comment);
        expect(found.format.tags['title']).toBe(name === 'letter-tags-24.mp4' ? 'theirs' : tags.title);
        const packets = [
          '-show_packets',
          '-show_data_hash',
          'sha256',
          '-show_entries',
          'packet=pts,dts,size,flags,data_hash',
        ];
        expect(probe('to.mp4', packets)).toBe(probe('from.mp4', packets));
      }
    },
    60_000,
  );
});

function signature(): Buffer {
  return makeBox('uuid', Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex'), Buffer.from('manifest'));
}

function indexOf(file: Buffer): Box {
  const [index] = find(file, { at: 0, end: file.length }, 'moov');
  if (index === undefined) throw new Error('no index');
  return index;
}

function doubled(file: Buffer): Buffer {
  const index = indexOf(file);
  return Buffer.concat([file, file.subarray(index.start, index.end)]);
}

/** With `co64` in place of `stco`, as files beyond 4 GB have. */
function withWideOffsets(file: Buffer): Buffer {
  const whole = { at: 0, end: file.length };
  const count = find(file, whole, 'moov', 'trak', 'mdia', 'minf', 'stbl', 'stco').reduce(
    (sum, { at }) => sum + file.readUInt32BE(at + 4),
    0,
  );
  const path = ['moov', 'trak', 'mdia', 'minf', 'stbl'];
  function rebuilt(from: number, to: number, depth: number): Buffer {
    const parts = (boxesIn(file, from, to) ?? []).map((box) => {
      if (box.type === path[depth]) return makeBox(box.type, rebuilt(box.at, box.end, depth + 1));
      if (depth < path.length || box.type !== 'stco') return file.subarray(box.start, box.end);
      const length = file.readUInt32BE(box.at + 4);
      const wide = Buffer.alloc(length * 8);
      for (let index = 0; index < length; index += 1) {
        wide.writeBigUInt64BE(BigInt(file.readUInt32BE(box.at + 8 + index * 4) + count * 4), index * 8);
      }
      return makeBox('co64', uint32(0, length), wide);
    });
    return Buffer.concat(parts);
  }
  return rebuilt(0, file.length, 0);
}
