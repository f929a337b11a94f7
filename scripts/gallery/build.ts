import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { root } from '../run-program.ts';

/** Builds the window together with its page of all primitives (`#/ui`) into a folder. What people get never has that page. */
export async function buildGallery(folder: string): Promise<void> {
  await build({
    configFile: false,
    mode: 'gallery',
    base: './',
    root: join(root, 'src', 'renderer'),
    logLevel: 'error',
    plugins: [react(), tailwindcss()],
    // An older target would turn `light-dark()` into something that only the whole page can follow.
    build: { outDir: folder, emptyOutDir: true, cssTarget: 'chrome130', chunkSizeWarningLimit: 5000 },
  });
}
