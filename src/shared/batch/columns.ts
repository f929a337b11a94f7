/** The columns of a list, under the names that people give them. */

export const columns = ['prompt', 'image', 'provider', 'model', 'duration', 'resolution', 'flags', 'tags'] as const;
export type Column = (typeof columns)[number];

const otherNames: Readonly<Record<string, Column>> = {
  text: 'prompt',
  caption: 'prompt',
  picture: 'image',
  firstframe: 'image',
  imagepath: 'image',
  imageurl: 'image',
  modelid: 'model',
  providerid: 'provider',
  seconds: 'duration',
  durationseconds: 'duration',
  tag: 'tags',
};

/** In any case, and whatever stands between its words. Undefined: it means nothing here. */
export function columnOf(written: string): Column | undefined {
  const name = written
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
  const known = columns.find((column) => column === name);
  return known ?? (Object.hasOwn(otherNames, name) ? otherNames[name] : undefined);
}
