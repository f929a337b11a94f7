import { open, readdir } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import { mostRows, type ListTrouble } from '../../shared/batch/list.ts';
import { says } from '../../shared/sentence.ts';
import type { Cells } from '../../shared/batch/read-row.ts';
import { diskError } from '../disk/disk-failure.ts';
import { decodeText } from './decode-text.ts';

const pictureEndings = new Set(['.jpg', '.jpeg', '.png', '.webp', '.gif', '.avif', '.heic', '.heif']);
const captionEndings = ['.txt', '.caption'];
const largestCaptionBytes = 512 * 1024;

/**
 * A folder of pictures, by name; the prompt of `rocks.jpg` stands in `rocks.txt` or `rocks.caption`. A picture without
 * one leaves its prompt open. Throws `FailureError` when the folder cannot be read.
 */
export async function readFolder(
  folder: string,
): Promise<{ cells: { line: number; cells: Cells }[]; troubles: ListTrouble[] }> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  } catch (error) {
    throw diskError(error, folder);
  }
  const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  const pictures = names
    .filter((name) => pictureEndings.has(extname(name).toLowerCase()))
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  const cells: { line: number; cells: Cells }[] = [];
  const troubles: ListTrouble[] = [];
  for (const [index, image] of pictures.slice(0, mostRows + 1).entries()) {
    const line = index + 1;
    const stem = parse(image).name.toLowerCase();
    const captionName = captionEndings.map((ending) => byLowerCase.get(`${stem}${ending}`)).find((name) => name);
    const caption = captionName === undefined ? '' : await readCaption(join(folder, captionName));
    if (caption === undefined) {
      troubles.push({ line, column: 'prompt', ...says('The caption of “{{image}}” cannot be read.', { image }) });
    } else cells.push({ line, cells: { image, ...(caption.trim() !== '' && { prompt: caption }) } });
  }
  return { cells, troubles };
}

async function readCaption(path: string): Promise<string | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      const facts = await file.stat();
      if (!facts.isFile() || facts.size > largestCaptionBytes) return undefined;
      return decodeText(await file.readFile())?.text;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
