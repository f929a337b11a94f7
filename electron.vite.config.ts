import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * Three builds. Main is bundled whole (only `electron` and Node stay outside), so a package ships no node_modules;
 * it has one entry per host that runs in Node. The preload must be CommonJS, because a sandboxed preload cannot be a module.
 */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: {
          index: 'src/main/hosts/electron/index.ts',
          web: 'src/main/hosts/browser/index.ts',
          simulator: 'src/main/simulator/cli.ts',
        },
      },
    },
  },
  preload: {
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
    plugins: [react(), tailwindcss()],
  },
});
