import { boxesIn, find, makeBox, uint32, type Box } from './boxes.ts';
import { largestRecordBytes, recordKey, recordMean, recordName, Untaggable, type Tags } from './tags.ts';

/**
 * The box `meta` in `moov/udta`, in the two ways in which programs write it: items by four letters, as iTunes does
 * (handler `mdir`), and items by keys, as QuickTime does (handler `mdta`). What others wrote stays.
 */

/** A new box with the tags in it. Throws `Untaggable` when the one that is there cannot be read. */
export function metaWith(tags: Tags, bytes: Buffer, former: Box | undefined): Buffer {
  if (former === undefined) return lettered(tags, bytes, [], []);
  const { handler, parts, keys, items } = read(bytes, former);
  const others = parts.filter(({ type }) => !['hdlr', 'ilst', 'keys', 'free'].includes(type));
  if (handler === 'mdir') return lettered(tags, bytes, others, items);
  if (handler === 'mdta') return keyed(tags, bytes, others, items, keys);
  throw new Untaggable('its tags are of an unknown kind');
}

/** The record in such a box; undefined when there is none that can be read. */
export function recordIn(bytes: Buffer, meta: Box): string | undefined {
  try {
    const { handler, keys, items } = read(bytes, meta);
    const item =
      handler === 'mdta'
        ? items.find(({ start }) => keys[bytes.readUInt32BE(start + 4) - 1] === recordKey)
        : items.find((one) => isRecord(bytes, one));
    const value = item && find(bytes, item, 'data')[0];
    if (value === undefined || value.end - value.at < 8 || value.end - value.at > largestRecordBytes) return undefined;
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(value.at + 8, value.end));
  } catch {
    // Written by somebody else, or damaged.
    return undefined;
  }
}

interface Meta {
  handler: string;
  parts: Box[];
  keys: string[];
  items: Box[];
}

function read(bytes: Buffer, meta: Box): Meta {
  // As ISO has it, version and flags come first; QuickTime leaves them out.
  const isBare = bytes.toString('latin1', meta.at + 4, meta.at + 8) === 'hdlr';
  const parts = boxesIn(bytes, meta.at + (isBare ? 0 : 4), meta.end);
  const handler = parts?.find(({ type }) => type === 'hdlr');
  const list = parts?.find(({ type }) => type === 'ilst');
  const items = list === undefined ? [] : boxesIn(bytes, list.at, list.end);
  const keyList = parts?.find(({ type }) => type === 'keys');
  const keyBoxes = keyList === undefined ? [] : boxesIn(bytes, keyList.at + 8, keyList.end);
  if (parts === undefined || items === undefined || keyBoxes === undefined || handler === undefined) {
    throw new Untaggable('its tags cannot be read');
  }
  return {
    handler: bytes.toString('latin1', handler.at + 8, handler.at + 12),
    parts,
    keys: keyBoxes.map(({ at, end }) => bytes.toString('utf8', at, end)),
    items,
  };
}

function lettered(tags: Tags, bytes: Buffer, others: Box[], items: Box[]): Buffer {
  const texts: [string, string][] = [
    ['\u00a9nam', tags.title],
    ['desc', tags.description],
    ['\u00a9cmt', tags.comment],
  ];
  const isOurs = items.some((item) => isRecord(bytes, item));
  // A word of the provider's own, such as the mark that a clip was generated, is not ours to replace.
  const written = texts.filter(([type]) => isOurs || !items.some((item) => item.type === type));
  const kept = items.filter(
    (item) => !isRecord(bytes, item) && !(isOurs && written.some(([type]) => type === item.type)),
  );
  return metaBox('mdir', [
    ...others.map(({ start, end }) => bytes.subarray(start, end)),
    makeBox(
      'ilst',
      ...kept.map(({ start, end }) => bytes.subarray(start, end)),
      ...written.map(([type, text]) => makeBox(type, textData(text))),
      makeBox('----', named('mean', recordMean), named('name', recordName), textData(tags.record)),
    ),
  ]);
}

function keyed(tags: Tags, bytes: Buffer, others: Box[], items: Box[], keys: string[]): Buffer {
  const isOurs = keys.includes(recordKey);
  const texts: [string, string][] = [
    ['title', tags.title],
    ['description', tags.description],
    ['comment', tags.comment],
  ];
  const written = texts.filter(([key]) => isOurs || !keys.includes(key));
  const replaced = new Set([...(isOurs ? written.map(([key]) => key) : []), recordKey]);
  const allKeys = [...new Set([...keys, ...written.map(([key]) => key), recordKey])];
  const kept = items.filter(({ start }) => !replaced.has(keys[bytes.readUInt32BE(start + 4) - 1] ?? ''));
  const item = (key: string, text: string): Buffer => {
    const box = makeBox('    ', textData(text));
    box.writeUInt32BE(allKeys.indexOf(key) + 1, 4);
    return box;
  };
  return metaBox('mdta', [
    ...others.map(({ start, end }) => bytes.subarray(start, end)),
    makeBox('keys', uint32(0, allKeys.length), ...allKeys.map((key) => makeBox('mdta', Buffer.from(key)))),
    makeBox(
      'ilst',
      ...kept.map(({ start, end }) => bytes.subarray(start, end)),
      ...written.map(([key, text]) => item(key, text)),
      item(recordKey, tags.record),
    ),
  ]);
}

function metaBox(handler: 'mdir' | 'mdta', content: Uint8Array[]): Buffer {
  const maker = handler === 'mdir' ? 'appl' : '\0\0\0\0';
  const handlerBox = makeBox('hdlr', Buffer.from(`${'\0'.repeat(8)}${handler}${maker}${'\0'.repeat(9)}`, 'latin1'));
  return makeBox('meta', uint32(0), handlerBox, ...content);
}

/** 1: UTF-8; then the language, which is left open. */
function textData(text: string): Buffer {
  return makeBox('data', uint32(1, 0), Buffer.from(text));
}

function named(type: string, text: string): Buffer {
  return makeBox(type, uint32(0), Buffer.from(text));
}

function isRecord(bytes: Buffer, item: Box): boolean {
  if (item.type !== '----') return false;
  const text = (type: string): string | undefined => {
    const [box] = find(bytes, item, type);
    return box && bytes.toString('utf8', box.at + 4, box.end);
  };
  return text('mean') === recordMean && text('name') === recordName;
}
