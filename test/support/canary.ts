import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Looks for a secret in whatever form it may have slipped out. */
export interface Hit {
  where: string;
  form: string;
}

/** Shortest run of a key's own characters that counts as a find. */
const windowLength = 12;

/** The forms in which a key could stand in a file or on a wire, each with its text. */
function formsOf(key: string): [form: string, text: string][] {
  const forms: [string, string][] = [
    ['url-encoded', encodeURIComponent(`Bearer ${key}`)],
    ['hex', Buffer.from(key).toString('hex')],
    ['utf-16', Buffer.from(key, 'utf16le').toString('latin1')],
    ['reversed', Array.from(key).reverse().join('')],
  ];
  for (let start = 0; start + windowLength <= key.length; start += 1) {
    forms.push([`part from ${start}`, key.slice(start, start + windowLength)]);
  }
  for (const lead of ['', 'x', 'xx']) {
    // Base64 takes three bytes at a time, so a secret inside a longer text looks different at each of three offsets.
    const text = Buffer.from(lead + key).toString('base64');
    forms.push([`base64 at ${lead.length}`, text.slice(lead.length === 0 ? 0 : 4, -4)]);
    forms.push([
      `base64url at ${lead.length}`,
      Buffer.from(lead + key)
        .toString('base64url')
        .slice(lead.length === 0 ? 0 : 4, -4),
    ]);
  }
  return forms;
}

export function findIn(where: string, content: Buffer | string, keys: readonly string[]): Hit[] {
  const text = typeof content === 'string' ? content : content.toString('latin1');
  return keys.flatMap((key) =>
    formsOf(key).flatMap(([form, needle]) => (text.includes(needle) ? [{ where, form }] : [])),
  );
}

/** Every byte below a folder, whatever the files are called. */
export async function findBelow(folder: string, keys: readonly string[]): Promise<{ hits: Hit[]; files: string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hits: Hit[] = [];
  for (const file of files) hits.push(...findIn(file, await readFile(file), keys));
  return { hits, files };
}
