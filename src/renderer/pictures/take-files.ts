import { openSeveral } from './several.ts';
import { takeFirstFrame } from './take-first-frame.ts';

/** One file becomes the first frame; of several the person is asked whether each shall become a clip. */
export function takeFiles(files: readonly File[]): void {
  const [first, ...others] = files;
  if (first === undefined) return;
  if (others.length === 0) void takeFirstFrame(first);
  else void openSeveral(files);
}
