import { create } from 'zustand';

/** Posters that the core has a note of, but no file: somebody has cleaned up the data folder. They are made anew. */
export const useLostPosters = create<{ ids: readonly string[] }>(() => ({ ids: [] }));

export function wantPoster(id: string): void {
  useLostPosters.setState(({ ids }) => (ids.includes(id) ? {} : { ids: [...ids, id] }));
}
