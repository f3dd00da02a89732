import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The self-contained script for pages without a bundler; the modules are built by `tsc -b`, into the same folder. */
export default defineConfig({
  // The package's own entry is written for old browsers and twice the size.
  resolve: {
    alias: { 'workbox-window': local('node_modules/workbox-window/build/workbox-window.prod.mjs') },
  },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    // Tables of the worker's events are left out where only the calls are used: reading a property does nothing.
    rolldownOptions: { treeshake: { propertyReadSideEffects: false } },
    lib: {
      entry: local('src/classic.ts'),
      name: 'offstage',
      formats: ['iife'],
      fileName: () => 'offstage.js',
    },
  },
});
