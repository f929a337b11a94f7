/** All files that were dropped, those in dropped folders included. Begin it within the event: afterwards nothing is there. */
export function filesOf(transfer: DataTransfer): Promise<File[]> {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry());
  // Without a folder among them the files are at hand at once; some sources of a drop give no entries at all.
  if (!entries.some((entry) => entry?.isDirectory === true)) return Promise.resolve(Array.from(transfer.files));
  return Promise.all(entries.map(async (entry) => (entry === null ? [] : filesIn(entry, '')))).then((all) =>
    all.flat(),
  );
}

/** Whether a folder is among what was dropped. */
export function holdsFolder(transfer: DataTransfer): boolean {
  return Array.from(transfer.items).some((item) => item.webkitGetAsEntry()?.isDirectory === true);
}

async function filesIn(entry: FileSystemEntry, folder: string): Promise<File[]> {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    // The browser leaves it empty for files that were dropped.
    return [folder === '' ? file : Object.defineProperty(file, 'webkitRelativePath', { value: path })];
  }
  const files: File[] = [];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // It hands over a hundred at a time, and nothing at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return files;
    for (const one of some) files.push(...(await filesIn(one, path)));
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
