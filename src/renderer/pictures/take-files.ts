import { isListFile } from '../sheet/list/chosen-files.ts';
import { importFiles } from '../sheet/list/list-state.ts';
import { openSeveral } from './several.ts';
import { takeFirstFrame } from './take-first-frame.ts';

/** One picture becomes the first frame, several become clips, a list or a folder a batch: each after a question. */
export function takeFiles(files: readonly File[]): void {
  const [first, ...others] = files;
  if (first === undefined) return;
  if (files.some((file) => isListFile(file) || file.webkitRelativePath !== '')) {
    importFiles(files);
    return;
  }
  if (others.length === 0) void takeFirstFrame(first);
  else void openSeveral(files);
}
