import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { createLicenceCollector } from './scripts/licences/licence-plugin.ts';

const licences = createLicenceCollector(import.meta.dirname);

/**
 * Three builds. Main is bundled whole (only `electron` and Node stay outside), so a package ships no node_modules;
 * it has one entry per host that runs in Node. The preload must be CommonJS, because a sandboxed preload cannot be a module.
 */
export default defineConfig({
  main: {
    plugins: [licences.note()],
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: {
          index: 'src/main/hosts/electron/index.ts',
          web: 'src/main/hosts/browser/index.ts',
          cli: 'src/main/hosts/cli/index.ts',
          simulator: 'src/main/simulator/cli.ts',
        },
      },
    },
  },
  preload: {
    plugins: [licences.note()],
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: { minify: true, outDir: 'out/renderer', rolldownOptions: { input: { index: 'src/renderer/index.html' } } },
    worker: { plugins: () => [licences.note()] },
    plugins: [react(), tailwindcss(), licences.note(), licences.write()],
  },
});
