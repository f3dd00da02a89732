import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Functions that are called where a library is set up, for something that this script never does: what they
 * return, or add, is left out.
 */
const UNUSED = [
  // Comlink: a proxy as argument of a call.
  'expose',
];

/** The self-contained script for pages without a bundler; the modules are built by `tsc -b`, into the same folder. */
export default defineConfig({
  build: {
    target: 'es2021',
    outDir: 'dist',
    emptyOutDir: false,
    // Without the comment: every page would carry its bytes.
    sourcemap: 'hidden',
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
    rolldownOptions: {
      // The sources are in the package already.
      output: { sourcemapExcludeSources: true },
      treeshake: {
        // Tables of the worker's events are left out where only the calls are used: reading a property does nothing.
        propertyReadSideEffects: false,
        manualPureFunctions: UNUSED,
      },
    },
    minify: 'terser',
    terserOptions: {
      ecma: 2020,
      // The bundler would have it worked around, though such a browser does not understand `?.` either.
      safari10: false,
      compress: {
        ecma: 2020,
        passes: 4,
        // Statements repeat themselves more often than lists of expressions do.
        sequences: false,
        pure_getters: true,
        keep_fargs: false,
        unsafe_arrows: true,
        unsafe_methods: true,
      },
      mangle: {
        // Members that end in `_` are seen by nobody outside: no entry, option, message or settings row has one.
        properties: { regex: /[a-z]_$/ },
      },
    },
    lib: {
      entry: local('src/classic.ts'),
      name: 'offstage',
      formats: ['iife'],
      fileName: () => 'offstage.js',
    },
  },
});
