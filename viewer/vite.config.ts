import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The library: everything but React, the router and the SDK is inside; the viewer itself is a chunk of its own. */
export default defineConfig({
  base: './',
  plugins: [react()],
  worker: {
    format: 'es',
    rolldownOptions: {
      output: { entryFileNames: 'chunks/[name].js', minify: true, sourcemapExcludeSources: true },
    },
  },
  build: {
    target: 'es2022',
    cssTarget: ['chrome111', 'firefox115', 'safari16.4'],
    // An app that names the routes alone loads those alone: bundlers leave out whole modules, not parts of one.
    lib: {
      entry: {
        index: 'src/index.ts',
        'viewer-routes': 'src/viewer-routes.tsx',
        german: 'src/text/german.ts',
      },
      formats: ['es'],
    },
    outDir: 'dist',
    // `tsc` writes its declarations to the same folder.
    emptyOutDir: false,
    sourcemap: true,
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
    rolldownOptions: {
      external: [/^react($|\/)/, /^react-dom($|\/)/, /^react-router($|\/)/, /^@offstage\//],
      // Vite leaves the white space of a library alone; the budget counts what a page loads.
      output: { chunkFileNames: 'chunks/[name].js', minify: true, sourcemapExcludeSources: true },
    },
  },
});
