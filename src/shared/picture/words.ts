import type { Picture } from '../request.ts';
import { metadataKinds, type MetadataKind } from './facts.ts';
import type { PictureStep } from './fix.ts';

const words: Record<MetadataKind, string> = {
  location: 'location',
  camera: 'camera details',
  time: 'date and time',
  text: 'captions and notes',
  thumbnail: 'a small preview',
  appended: 'what was hidden behind the picture',
  other: 'other details',
};

/** "location, camera details and date and time"; empty for nothing. */
export function metadataWords(kinds: readonly MetadataKind[]): string {
  const all = metadataKinds.filter((kind) => kinds.includes(kind)).map((kind) => words[kind]);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** Everything that was taken out on the way from the file to this picture. */
export function removedFrom({ removed = [], edit }: Picture): MetadataKind[] {
  const all = new Set([...removed, ...(edit?.source.removed ?? [])]);
  return metadataKinds.filter((kind) => all.has(kind));
}

export const stepWords: Record<PictureStep, string> = {
  turned: 'turned upright',
  cropped: 'cropped',
  shrunk: 'shrunk',
  enlarged: 'enlarged',
  converted: 'converted',
  flattened: 'filled with white',
  'first-frame': 'first frame of an animation',
};
