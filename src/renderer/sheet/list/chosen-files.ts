/** What files that were chosen or dropped together stand for. Pure. */

export type Named = Pick<File, 'name' | 'webkitRelativePath'>;

export interface ChosenFiles<F extends Named> {
  /** A list that names the pictures. */
  list?: F;
  pictures: F[];
  /** Where there is no list: the caption of a picture has its name. */
  captions: F[];
}

const lists = /\.(csv|tsv|jsonl|ndjson)$/i;
const pictures = /\.(jpe?g|png|webp|gif|avif|heic|heif)$/i;
const captions = /\.(txt|caption)$/i;

export function isListFile({ name }: Pick<File, 'name'>): boolean {
  return lists.test(name);
}

export function sortFiles<F extends Named>(files: readonly F[]): ChosenFiles<F> {
  // What systems put into folders of their own accord.
  const seen = files.filter(({ name }) => !name.startsWith('.'));
  const list = seen.find(isListFile);
  return {
    ...(list !== undefined && { list }),
    pictures: seen
      .filter(({ name }) => pictures.test(name))
      .toSorted((one, other) => pathOf(one).localeCompare(pathOf(other), 'en', { numeric: true })),
    captions: list === undefined ? seen.filter(({ name }) => captions.test(name)) : [],
  };
}

/** Below the folder that was chosen: `shots/rocks.jpg`. */
export function pathOf({ name, webkitRelativePath }: Named): string {
  return webkitRelativePath === '' ? name : webkitRelativePath.split('/').slice(1).join('/');
}

/** Under which names a list may speak of a file: by its place and by its name alone. */
export function namesOf(file: Named): string[] {
  const path = pathOf(file);
  return [...new Set([path, `./${path}`, path.replaceAll('/', '\\'), file.name])];
}

/** A folder of pictures as a list: each with the caption of its name, if there is one. */
export function folderList(pictureFiles: readonly Named[], captionOf: (stem: string) => string | undefined): string {
  const lines = pictureFiles.map((file) => {
    const image = pathOf(file);
    const prompt = captionOf(stemOf(image))?.trim();
    return JSON.stringify({ image, ...(prompt !== undefined && prompt !== '' && { prompt }) });
  });
  return lines.join('\n');
}

/** Captions and pictures find each other whatever the case of their letters. */
export function stemOf(path: string): string {
  return path.replace(/\.[^./]+$/, '').toLowerCase();
}
