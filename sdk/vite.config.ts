import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Members of our own objects, which nobody outside this bundle ever sees: the minifier may rename them. What is written
 * to the log, said over the relay, offered to the page or read from the platform must not be listed here.
 */
const INTERNAL = [
  'api',
  'append',
  'ask',
  'called',
  'causedBy',
  'facts',
  'fault',
  'findWorkers',
  'flush',
  'fulfilled',
  'fulfilledWith',
  'install',
  'instance',
  'instant',
  'link',
  'look',
  'old',
  'onAppend',
  'onError',
  'onMayHaveMissed',
  'onNewWorker',
  'onShown',
  'poke',
  'prefix',
  'recent',
  'rejected',
  'shows',
  'within',
  'write',
  'writer',
];

/**
 * Functions that are called where a library is set up, for something that this script never does: what they
 * return, or add, is left out.
 */
const UNUSED = [
  // idb: shortcuts on the database, and iterators. Transactions are wrapped without them.
  'replaceTraps',
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
        properties: { builtins: true, regex: new RegExp(`^(${INTERNAL.join('|')})$`) },
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
