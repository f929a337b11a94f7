import type { List } from '../../shared/batch/list.ts';

/** How the letters of a file are coded, by its bytes, and the text. Undefined: it is no text. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: NonNullable<List['encoding']> } | undefined {
  const marked = marks.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  if (marked !== undefined) {
    const text = decoded(bytes.subarray(marked.mark.length), marked.label);
    return text === undefined ? undefined : { text, encoding: marked.encoding };
  }
  if (bytes.includes(0)) return undefined;
  const utf8 = decoded(bytes, 'utf-8');
  if (utf8 !== undefined) return { text: utf8, encoding: 'UTF-8' };
  const chinese = looksChinese(bytes) ? decoded(bytes, 'gb18030') : undefined;
  if (chinese !== undefined) return { text: chinese, encoding: 'GB18030' };
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
}

const marks = [
  { mark: [0xef, 0xbb, 0xbf], label: 'utf-8', encoding: 'UTF-8' },
  { mark: [0xff, 0xfe], label: 'utf-16le', encoding: 'UTF-16LE' },
  { mark: [0xfe, 0xff], label: 'utf-16be', encoding: 'UTF-16BE' },
] as const;

function decoded(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The common Chinese characters are pairs of high bytes (GB 2312), while the accented letters of Western texts stand
 * alone among plain ones. So tells whether what Excel has saved on a Chinese Windows is meant.
 */
function looksChinese(bytes: Uint8Array): boolean {
  let high = 0;
  let paired = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    high += 1;
    if ((bytes[at] ?? 0) >= 0xa1 && (bytes[at + 1] ?? 0) >= 0xa1) {
      high += 1;
      paired += 2;
      at += 1;
    }
  }
  return high > 0 && paired / high > 0.9;
}
