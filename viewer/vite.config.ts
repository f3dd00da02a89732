import react from '@vitejs/plugin-react';
import { minify } from 'terser';
import { defineConfig, type Plugin } from 'vite';

/** The worker's file is loaded as it is, and what the bundler has minified Terser makes 1% smaller. */
const terser: Plugin = {
  name: 'terser',
  async generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      const map = bundle[`${chunk.fileName}.map`];
      if (chunk.type !== 'chunk' || map?.type !== 'asset') continue;
      const small = await minify(chunk.code, {
        module: true,
        ecma: 2020,
        compress: { passes: 3, hoist_funs: true, unsafe_arrows: true, evaluate: false },
        // Members that end in `_` are seen by nobody outside: no entry, finding or message has one.
        mangle: { properties: { regex: /[a-z]_$/ } },
        sourceMap: { content: `${map.source}`, url: map.fileName.replace(/^.*\//, '') },
      });
      if (small.code) chunk.code = small.code;
      if (small.map) map.source = `${small.map}`;
    }
  },
};

/** The library: everything but React, the router and the SDK is inside; the viewer itself is a chunk of its own. */
export default defineConfig({
  base: './',
  plugins: [react()],
  worker: {
    format: 'es',
    plugins: () => [terser],
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
        route: 'src/route.tsx',
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
      output: {
        chunkFileNames: 'chunks/[name].js',
        minify: true,
        sourcemapExcludeSources: true,
        // What is loaded at first stays together, whichever parts use some of it later: many small files compress worse.
        // What the routes themselves and a table of another language need is no part of it.
        codeSplitting: {
          groups: [
            { name: 'broken', test: /viewer\/src\/text\/broken/, priority: 3 },
            { name: 'strings', test: /viewer\/src\/text\/strings/, priority: 2 },
            { name: 'sources', test: /viewer\/src\/sources\/server-source/, priority: 1 },
            { name: 'LoadedViewer', test: /viewer\/src\/LoadedViewer\./ },
          ],
        },
      },
    },
  },
});
