import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { sentence, type Sentence } from '../../shared/sentence.ts';
import { walkFolder } from '../library-folder/walk-folder.ts';
import { mostEntries, tooManyEntries, type ImportEntry, type ImportSource } from './import-source.ts';

/** A folder of clips. Links are never followed. Throws the system's own error when it cannot be read. */
export async function openFolderSource(folder: string): Promise<ImportSource> {
  const entries: ImportEntry[] = [];
  const refused: { name: string; reason: Sentence }[] = [];
  const unreadable = (name: string): void =>
    void refused.push({ name, reason: sentence('This folder cannot be read.') });
  for await (const { path, files, others } of walkFolder(folder, unreadable)) {
    const below = (name: string): string => (path === '' ? name : `${path}/${name}`);
    for (const name of others)
      refused.push({ name: below(name), reason: sentence('This is a link or a device and no file.') });
    for (const name of files) {
      const facts = await lstat(join(folder, below(name))).catch(() => undefined);
      if (facts === undefined) refused.push({ name: below(name), reason: sentence('This file cannot be read.') });
      else entries.push({ name: below(name), sizeBytes: facts.size });
    }
    if (entries.length + refused.length > mostEntries) throw tooManyEntries();
  }
  return {
    entries,
    refused,
    async open({ name }) {
      // Should it have become a link since, opening it fails.
      const file = await open(join(folder, name), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      return file.createReadStream();
    },
    async close() {},
  };
}
