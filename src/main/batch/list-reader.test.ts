import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listSchema, mostRows } from '../../shared/batch/list.ts';
import { listTemplate } from '../../shared/batch/list-template.ts';
import { open } from '../../shared/batch/plan-rig.ts';
import { png } from '../../shared/picture/picture-rig.ts';
import { createPictureStore } from '../library/picture-store.ts';
import { createListReader, type ListReader } from './list-reader.ts';

let folder: string;
let reader: ListReader;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conch-list-'));
  mkdirSync(join(folder, 'pictures'));
  reader = createListReader({
    pictures: createPictureStore(join(folder, 'kept')),
    providers: () => [open],
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return listSchema.parse(await reader.read({ from: { kind: 'path', path } }));
}
const reasons = (list: Awaited<ReturnType<typeof read>>): string[] =>
  list.troubles.map(({ line, column = '', message }) => `${line} ${column}: ${message}`);

describe('a CSV', () => {
  it('gives rows by the names of its columns, whatever stands around them', async () => {
    const text =
      'Prompt;Provider;Model;Duration;Resolution;Flags;Tags;Cost\r\n' +
      '"A sea; wild\r\nand ""old""";OPEN;base;10 s;768p;no-promptOptimizer;"sea, Sea, storm";1\r\n' +
      '\r\n' +
      'Second;;;;;;;\r\n';
    const list = await read('list.csv', `\u{FEFF}${text}`);
    expect(list).toMatchObject({ kind: 'csv', encoding: 'UTF-8', separator: ';', unknownColumns: ['Cost'] });
    expect(list.rows).toEqual([
      {
        line: 2,
        prompt: 'A sea; wild\nand "old"',
        providerId: 'open',
        modelId: 'base',
        durationSeconds: 10,
        resolution: '768P',
        promptOptimizer: false,
        tags: ['sea', 'storm'],
      },
      { line: 5, prompt: 'Second', tags: [] },
    ]);
    expect(list.troubles).toEqual([]);
  });

  it('names each bad row with its line and reason, and keeps the good ones', async () => {
    const list = await read(
      'list.csv',
      'prompt,provider,model,duration,resolution,flags\n' +
        'good,,,,,\n' +
        ',,,,,\n' +
        'x,nobody,,7,4K,turbo\n' +
        'x,open,other,,,\n' +
        'x,,base,,,\n' +
        'x,,,,,,,extra\n' +
        'a "quoted" word,,,,,\n' +
        'good too,open,base,6,1080P,promptOptimizer\n',
    );
    expect(list.rows.map(({ line }) => line)).toEqual([2, 9]);
    expect(reasons(list)).toEqual([
      '4 provider: There is no provider “nobody”.',
      '4 duration: “7” is no duration: write 6 or 10.',
      '4 resolution: “4K” is no resolution: write 768P or 1080P.',
      '4 flags: “turbo” is no switch: write promptOptimizer, fastPretreatment or watermark, with no- before it to turn it off.',
      '5 model: Open has no model “other”.',
      '6 model: Name the provider beside the model.',
      '7 : There are more cells than columns; is a comma missing its quotes?',
      '8 : The quotation marks of this line do not fit together.',
    ]);
  });

  it('says where a quotation mark is never closed, and keeps what stood before', async () => {
    const list = await read('list.csv', 'prompt\ngood\n"bad\nmore\n');
    expect(list.rows).toHaveLength(1);
    expect(reasons(list)).toEqual([expect.stringContaining('A quotation mark is opened and never closed.')]);
  });

  it.each([
    ['UTF-16LE', Buffer.from('\u{FEFF}prompt\nMeer im März\n', 'utf16le'), 'Meer im März'],
    ['Windows-1252', Buffer.from('prompt\nMeer im März\n', 'latin1'), 'Meer im März'],
    ['GB18030', Buffer.from([...Buffer.from('prompt\n'), 0xc6, 0xbd, 0xbe, 0xb2, 0xb5, 0xc4, 0xba, 0xa3]), '平静的海'],
  ])('reads %s and says so', async (encoding, bytes, prompt) => {
    const list = await read('list.csv', bytes);
    expect(list.encoding).toBe(encoding);
    expect(list.rows[0]?.prompt).toBe(prompt);
  });

  it('refuses what is no text, an empty list, and too many lines', async () => {
    await expect(read('book.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).rejects.toThrow('saved as CSV first');
    await expect(read('list.csv', 'prompt\n')).rejects.toThrow('no rows');
    await expect(read('list.csv', `prompt\n${'x\n'.repeat(mostRows + 1)}`)).rejects.toThrow('more than 10,000');
  });

  it('reads ten thousand rows in a moment', async () => {
    const startedAt = performance.now();
    const list = await read('list.csv', `prompt,tags\n${'A calm sea at dawn,"sea, dawn"\n'.repeat(mostRows)}`);
    expect(list.rows).toHaveLength(mostRows);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it('is what the template makes', async () => {
    const { name, text } = listTemplate();
    const list = await read(name, text);
    expect(list.troubles).toEqual([]);
    expect(list.unknownColumns).toEqual([]);
    expect(list.rows).toHaveLength(2);
  });
});

describe('a JSONL', () => {
  it('gives rows and names bad lines', async () => {
    const list = await read(
      'list.jsonl',
      '{"prompt":"A","duration":6,"tags":["x"],"promptOptimizer":false,"seed":1}\n\nnonsense\n[1]\n{"prompt":{}}\n{"prompt":"B","flags":{"watermark":true}}\n',
    );
    expect(list.rows).toEqual([
      { line: 1, prompt: 'A', durationSeconds: 6, tags: ['x'], promptOptimizer: false },
      { line: 6, prompt: 'B', watermark: true, tags: [] },
    ]);
    expect(list.unknownColumns).toEqual(['seed']);
    expect(list.troubles.map(({ line }) => line)).toEqual([3, 4, 5, 5]);
  });
});

describe('pictures', () => {
  it('are taken from beside the list, cleaned; the same one once', async () => {
    writeFileSync(join(folder, 'pictures', 'a.png'), png(400, 400));
    const list = await read(
      'list.csv',
      'prompt,image\nA,pictures/a.png\nB,pictures\\a.png\nC,https://example.com/c.jpg\n',
    );
    expect(reasons(list)).toEqual([]);
    const [a, b, c] = list.rows;
    expect(a?.image).toMatchObject({ kind: 'picture', picture: { type: 'image/png', widthPixels: 400 } });
    expect(
      b?.image?.kind === 'picture' && a?.image?.kind === 'picture' && b.image.picture.id === a.image.picture.id,
    ).toBe(true);
    expect(c?.image).toEqual({
      kind: 'url',
      name: 'https://example.com/c.jpg',
      url: 'https://example.com/c.jpg',
    });
  });

  it('that a hostile list names are not read', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'conch-elsewhere-'));
    writeFileSync(join(elsewhere, 'secret.png'), png(400, 400));
    symlinkSync(join(elsewhere, 'secret.png'), join(folder, 'link.png'));
    symlinkSync(elsewhere, join(folder, 'door'));
    writeFileSync(join(folder, 'text.png'), 'not a picture');
    const names = [
      '../x.png',
      join(elsewhere, 'secret.png'),
      '/dev/zero',
      'link.png',
      'door/secret.png',
      'pictures',
      'text.png',
      'gone.png',
      '.',
    ];
    const list = await read('list.csv', `prompt,image\n${names.map((name) => `x,${name}`).join('\n')}\n`);
    rmSync(elsewhere, { recursive: true });
    expect(list.rows).toEqual([]);
    expect(list.troubles.map(({ message }) => message.replace(/“.*”/, '…'))).toEqual([
      '… lies outside the folder of the list.',
      '… lies outside the folder of the list.',
      '… lies outside the folder of the list.',
      '… is a link to another place, which is not followed.',
      '… is a link to another place, which is not followed.',
      '… is not a file.',
      'The file is not a picture, whatever its name says. Choose a JPEG, PNG or WebP file.',
      'There is no file … beside the list.',
      '… lies outside the folder of the list.',
    ]);
  });

  it('of a folder take their prompts from the captions beside them', async () => {
    const place = join(folder, 'pictures');
    for (const name of ['b10.png', 'b2.png', 'c.PNG']) writeFileSync(join(place, name), png(400, 400));
    writeFileSync(join(place, 'b2.txt'), 'Two\n');
    writeFileSync(join(place, 'B10.caption'), 'Ten');
    const list = listSchema.parse(await reader.read({ from: { kind: 'path', path: place } }));
    expect(list.rows.map(({ line, prompt, image }) => [line, prompt, image?.name])).toEqual([
      [1, 'Two', 'b2.png'],
      [2, 'Ten', 'b10.png'],
      [3, undefined, 'c.PNG'],
    ]);
  });

  it('of an uploaded list are those that came with it', async () => {
    const bytes = Buffer.from('prompt,image\nA,a.png\nB,b.png\n');
    const uploadId = reader.keepUpload(bytes, 'list.csv');
    const picture = {
      id: 'a'.repeat(64),
      type: 'image/png',
      sizeBytes: 9,
      widthPixels: 400,
      heightPixels: 400,
    } as const;
    const list = await reader.read({ from: { kind: 'upload', uploadId, pictures: [{ name: 'a.png', picture }] } });
    expect(list.rows.map(({ line }) => line)).toEqual([2]);
    expect(list.troubles.map(({ line }) => line)).toEqual([3]);
    await expect(reader.read({ from: { kind: 'upload', uploadId: crypto.randomUUID() } })).rejects.toThrow(
      'Choose it again',
    );
  });
});
