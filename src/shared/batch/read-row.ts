import { foldTag, mostTags, tagSchema } from '../keeping.ts';
import { durationSchema, flagNames, resolutionSchema, type FlagName, type ModelSpec } from '../model.ts';
import { says, type Said } from '../sentence.ts';
import type { Column } from './columns.ts';
import type { ListRow, ListTrouble } from './list.ts';

/** One line of a list as a row, or what is wrong with it. Pure; the picture that it names is looked for elsewhere. */

/** As it stands in the list: text in a CSV, any JSON in a JSONL. */
export type Cells = Partial<Record<Column, unknown>>;

/** A row that may name a picture which nobody has looked at yet. */
export interface ReadRow extends Omit<ListRow, 'image'> {
  imageName?: string;
}

export interface NamedProvider {
  id: string;
  name: string;
  models: readonly Pick<ModelSpec, 'id' | 'name'>[];
}

const longestPrompt = 100_000;
const longestImageName = 4096;

export function readRow(line: number, cells: Cells, providers: readonly NamedProvider[]): ReadRow | ListTrouble[] {
  const troubles: ListTrouble[] = [];
  const trouble = (column: Column, words: Said): undefined => {
    troubles.push({ line, column, ...words });
  };
  const text = (column: Column): string | undefined => {
    const value = cells[column];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
    if (typeof value === 'number') return String(value);
    return trouble(column, says('That is not a text.'));
  };

  const row: ReadRow = { line, tags: readTags(cells.tags, (words) => trouble('tags', words)) };
  const prompt = text('prompt');
  if (prompt !== undefined && prompt.length > longestPrompt) trouble('prompt', says('The prompt is far too long.'));
  else if (prompt !== undefined) row.prompt = prompt;
  const imageName = text('image');
  if (imageName !== undefined && imageName.length > longestImageName) {
    trouble('image', says('The name of the picture is too long.'));
  } else if (imageName !== undefined) row.imageName = imageName;
  if (prompt === undefined && imageName === undefined && cells.image === undefined) {
    trouble('prompt', says('There is no prompt.'));
  }

  Object.assign(row, readPlace(text('provider'), text('model'), providers, trouble));

  const duration = text('duration');
  if (duration !== undefined) {
    const seconds = durationSchema.safeParse(Number(/^(\d{1,3})\s*s?(ec(onds)?)?$/i.exec(duration)?.[1]));
    if (seconds.success) row.durationSeconds = seconds.data;
    else trouble('duration', says('“{{duration}}” is no duration: write 6 or 10.', { duration: short(duration) }));
  }
  const resolution = text('resolution');
  if (resolution !== undefined) {
    const known = resolutionSchema.safeParse(`${resolution.replace(/p$/i, '')}P`);
    if (known.success) row.resolution = known.data;
    else {
      const words = says('“{{resolution}}” is no resolution: write 768P or 1080P.', { resolution: short(resolution) });
      trouble('resolution', words);
    }
  }
  Object.assign(
    row,
    readFlags(cells.flags, (words) => trouble('flags', words)),
  );
  return troubles.length > 0 ? troubles : row;
}

function readPlace(
  provider: string | undefined,
  model: string | undefined,
  providers: readonly NamedProvider[],
  trouble: (column: Column, words: Said) => undefined,
): Pick<ReadRow, 'providerId' | 'modelId'> {
  if (provider === undefined) {
    if (model !== undefined) trouble('model', says('Name the provider beside the model.'));
    return {};
  }
  const found = providers.find(({ id, name }) => isSameName(id, provider) || isSameName(name, provider));
  if (found === undefined) {
    trouble('provider', says('There is no provider “{{provider}}”.', { provider: short(provider) }));
    return {};
  }
  if (model === undefined) return { providerId: found.id };
  const offered = found.models.find(({ id, name }) => isSameName(id, model) || isSameName(name, model));
  if (offered === undefined) {
    trouble('model', says('{{provider}} has no model “{{model}}”.', { provider: found.name, model: short(model) }));
    return {};
  }
  return { providerId: found.id, modelId: offered.id };
}

function readTags(cell: unknown, trouble: (words: Said) => undefined): string[] {
  if (cell === undefined || cell === null) return [];
  const written = typeof cell === 'string' ? cell.split(/[,;]/) : Array.isArray(cell) ? cell : undefined;
  if (written === undefined) {
    trouble(says('Tags are words with commas between them.'));
    return [];
  }
  const tags = new Map<string, string>();
  for (const one of written) {
    if (typeof one === 'string' && one.trim() === '') continue;
    const tag = tagSchema.safeParse(one);
    if (tag.success) tags.set(foldTag(tag.data), tags.get(foldTag(tag.data)) ?? tag.data);
    else trouble(says('A tag has at most 60 characters and stands on one line.'));
  }
  if (tags.size > mostTags) trouble(says('There are more than {{most, number}} tags.', { most: mostTags }));
  return [...tags.values()].slice(0, mostTags);
}

/** `promptOptimizer no-watermark`, a list of such words, or an object `{ "promptOptimizer": true }`. */
function readFlags(cell: unknown, trouble: (words: Said) => undefined): Partial<Record<FlagName, boolean>> {
  if (cell === undefined || cell === null) return {};
  const flags: Partial<Record<FlagName, boolean>> = {};
  const set = (written: string, value: unknown): void => {
    const flag = flagOf(written);
    if (flag === undefined || typeof value !== 'boolean') {
      const words = says(
        '“{{flag}}” is no switch: write promptOptimizer, fastPretreatment or watermark, with no- before it to turn it off.',
        { flag: short(written) },
      );
      trouble(words);
    } else flags[flag] = value;
  };
  if (typeof cell === 'object' && !Array.isArray(cell)) {
    for (const [written, value] of Object.entries(cell)) set(written, value);
    return flags;
  }
  const words = Array.isArray(cell) ? cell : typeof cell === 'string' ? cell.split(/[\s,;]+/) : undefined;
  if (words?.every((word) => typeof word === 'string') !== true) {
    trouble(says('That is not a text.'));
    return {};
  }
  for (const word of words.filter((one) => one !== '')) {
    const isOff = /^(no-|-|!)/i.test(word);
    set(isOff ? word.replace(/^(no-|-|!)/i, '') : word, !isOff);
  }
  return flags;
}

function flagOf(written: string): FlagName | undefined {
  const name = written.toLowerCase().replaceAll(/[\s_-]/g, '');
  if (name === 'optimizer') return 'promptOptimizer';
  if (name === 'fast') return 'fastPretreatment';
  return flagNames.find((flag) => flag.toLowerCase() === name);
}

function isSameName(one: string, other: string): boolean {
  return one.normalize('NFKC').toLowerCase() === other.normalize('NFKC').toLowerCase();
}

/** What somebody wrote, for a sentence. */
function short(text: string): string {
  const oneLine = text.replaceAll(/\s+/g, ' ');
  return oneLine.length > 60 ? `${oneLine.slice(0, 60).toWellFormed()}…` : oneLine;
}
