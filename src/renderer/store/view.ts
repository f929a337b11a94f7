import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { z } from 'zod';

/** How the library is drawn. The window's own, and kept across restarts. */

export const tileSizes = ['small', 'medium', 'large'] as const;
export type TileSize = (typeof tileSizes)[number];

interface View {
  layout: 'grid' | 'table';
  tileSize: TileSize;
}

const keptSchema = z.object({ layout: z.enum(['grid', 'table']), tileSize: z.enum(tileSizes) }).partial();

export const useView = create<View>()(
  persist((): View => ({ layout: 'grid', tileSize: 'medium' }), {
    name: 'conch.view',
    // What an older or damaged version left behind costs nothing but a click.
    merge: (kept, fresh) => ({ ...fresh, ...keptSchema.catch({}).parse(kept) }) as View,
  }),
);

export function setView(change: Partial<View>): void {
  useView.setState(change);
}
