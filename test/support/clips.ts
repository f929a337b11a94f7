import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { providerIds, type ProviderId } from './providers.ts';

const folder = join(dirname(import.meta.dirname), 'fixtures', 'clips');

/**
 * Small clips with a number on each frame, 24 frames a second, made by us. H.264 with B-frames, BT.709. The pictures
 * of last frames were decoded by ffmpeg, independently of the window.
 */
export const clips = {
  numbered24: { path: join(folder, 'numbered-24.mp4'), lastFrame: join(folder, 'numbered-24.last.png'), frames: 24 },
  /** Its last packet in the file is not its last frame on screen. */
  numbered31: { path: join(folder, 'numbered-31.mp4'), lastFrame: join(folder, 'numbered-31.last.png'), frames: 31 },
  /** The same as the first, 640 × 320 instead of 480 × 320. */
  wider24: { path: join(folder, 'wider-24.mp4'), frames: 24 },
  /** Same size, but two reference frames fewer, so another decoder configuration. */
  otherSettings: { path: join(folder, 'other-settings-24.mp4'), frames: 24 },
  /** With a track of AAC. */
  withSound: { path: join(folder, 'with-sound-24.mp4'), frames: 24 },
  vp9: { path: join(folder, 'vp9-24.webm'), frames: 24 },
  /** The edit list ends after 12 of 24 frames. */
  cutByEditList: { path: join(folder, 'cut-by-edit-list.mp4'), frames: 12 },
  /** Three bytes of the index differ from the first clip's: mediabunny 1.61 does not come back from it. */
  malformed: { path: join(folder, 'malformed-24.mp4'), frames: 24 },
  /** HEVC, which Chromium has no decoder for. */
  hevc: { path: join(folder, 'hevc-24.mp4'), frames: 24 },
} as const;

/** Which clip a provider makes for an order, e.g. `novita-10s-768P`. What is not named is the first of the above. */
export type Shelf = Partial<Record<`${ProviderId}-${6 | 10}s-${768 | 1080}P`, { path: string }>>;

/** A folder from which the simulated providers take their clips. */
export async function fillShelf(into: string, shelf: Shelf): Promise<void> {
  await mkdir(into, { recursive: true });
  for (const id of providerIds) await copyFile(clips.numbered24.path, join(into, `${id}-6s-768P.mp4`));
  for (const [name, { path }] of Object.entries(shelf)) await copyFile(path, join(into, `${name}.mp4`));
}
