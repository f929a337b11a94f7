import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Licence } from '../../src/shared/licences.ts';

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
});

/** The folder of the package that a bundled file lies in; undefined for a file of our own. */
export function packageFolderOf(modulePath: string): string | undefined {
  const path = modulePath.replaceAll('\\', '/').replace(/^\0/, '').replace(/\?.*$/, '');
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

/** The terms of each package, by name and version. Throws for one that names none: it must not be shipped unseen. */
export function readLicences(packageFolders: Iterable<string>): Licence[] {
  const found = new Map<string, Licence>();
  for (const folder of packageFolders) {
    const licence = readLicence(folder);
    found.set(`${licence.name} ${licence.version}`, licence);
  }
  return [...found.values()].sort((one, other) =>
    `${one.name} ${one.version}`.localeCompare(`${other.name} ${other.version}`, 'en'),
  );
}

function readLicence(folder: string): Licence {
  const { name, version, license, author } = packageSchema.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  const licence = typeof license === 'object' ? license.type : license;
  if (licence === undefined) throw new Error(`${name} ${version} names no licence`);
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const holder = typeof author === 'object' ? author.name : author;
  const alone = `${licence}${holder === undefined ? '' : `, ${holder}`}. The package brings no text of its own.`;
  return { name, version, licence, text: texts.length === 0 ? alone : texts.join('\n\n') };
}
