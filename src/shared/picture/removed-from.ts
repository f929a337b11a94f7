import type { Picture } from '../request.ts';
import { metadataKinds, type MetadataKind } from './facts.ts';

/** Everything that was taken out on the way from the file to this picture, always in the same order. */
export function removedFrom({ removed = [], edit }: Picture): MetadataKind[] {
  const all = new Set([...removed, ...(edit?.source.removed ?? [])]);
  return metadataKinds.filter((kind) => all.has(kind));
}
