import { usualSort, type ClipSort } from '../../shared/clip-query.ts';
import { key } from '../texts/index.ts';

/** The orders in which clips can stand, as the menu and the palette name them. */
export const orders: readonly { name: string; sort: ClipSort }[] = [
  { name: key('Newest first'), sort: usualSort },
  { name: key('Oldest first'), sort: { by: 'created', descending: false } },
  { name: key('Best rated first'), sort: { by: 'rating', descending: true } },
  { name: key('Last finished first'), sort: { by: 'finished', descending: true } },
  { name: key('Longest first'), sort: { by: 'duration', descending: true } },
  { name: key('Largest file first'), sort: { by: 'size', descending: true } },
  { name: key('By prompt'), sort: { by: 'prompt', descending: false } },
  { name: key('By provider'), sort: { by: 'provider', descending: false } },
  { name: key('By state'), sort: { by: 'state', descending: false } },
];
