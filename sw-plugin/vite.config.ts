import { defineConfig } from 'vite';

/**
 * Members of our own objects, which nobody outside this bundle ever sees: the minifier may rename them. What is written
 * to the log, said over the relay or read from the platform must not be listed here.
 */
const INTERNAL = [
  'append',
  'atCall',
  'began',
  'called',
  'causedBy',
  'current',
  'dispatched',
  'end',
  'early',
  'ended',
  'facts',
  'fault',
  'flush',
  'fulfilled',
  'fulfilledWith',
  'held',
  'halted',
  'holdable',
  'instance',
  'instant',
  'isUnwound',
  'keep',
  'late',
  'log',
  'makeRoom',
  'others',
  'pending',
  'prefix',
  'probe',
  'recent',
  'rejected',
  'rejection',
  'release',
  'respond',
  'responders',
  'response',
  'shows',
  'spare',
  'start',
  'started',
  'thrown',
  'trace',
  'sweep',
  'types',
  'uncaught',
  'undo',
  'unseen',
  'unsure',
  'wall',
  'within',
  'write',
];

/** The plugin as one self-contained classic script, for `importScripts`; the modules are built by `tsc -b`. */
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2021',
    outDir: 'dist',
    // `tsc -b` writes there too.
    emptyOutDir: false,
    // Without the comment: every worker would carry its bytes.
    sourcemap: 'hidden',
    // The sources are in the package already.
    rolldownOptions: { output: { sourcemapExcludeSources: true } },
    minify: 'terser',
    terserOptions: {
      ecma: 2020,
      // The bundler would have it worked around, though such a browser does not understand `?.` either.
      safari10: false,
      compress: {
        ecma: 2020,
        passes: 4,
        // Functions at the front repeat themselves more than between the rest.
        hoist_funs: true,
        pure_getters: true,
        keep_fargs: false,
        unsafe_arrows: true,
        unsafe_methods: true,
      },
      // Whatever a server says of the charset.
      format: { ascii_only: true },
      mangle: {
        toplevel: true,
        properties: { builtins: true, regex: new RegExp(`^(${INTERNAL.join('|')})$`) },
      },
    },
    lib: { entry: 'src/auto.ts', formats: ['iife'], name: 'offstage', fileName: () => 'offstage-sw.js' },
  },
});
